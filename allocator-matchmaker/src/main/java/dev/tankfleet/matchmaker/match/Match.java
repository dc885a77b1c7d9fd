package dev.tankfleet.matchmaker.match;

import dev.tankfleet.matchmaker.server.ServerRef;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One match in the ledger. Owned by the ledger, under its lock, but for what is final. */
final class Match {
    /** The attempt of a match that another replica, or an earlier process, has made. */
    static final int ATTEMPT_UNKNOWN = 0;

    final String matchId;
    final String mode;

    private final ArrayDeque<Rider> waiting = new ArrayDeque<>();
    private final Set<String> tried = new HashSet<>();
    private ServerRef server;
    private int attempt;
    private boolean isPreparing;
    private boolean hasSpeaker;

    private Match(String matchId, String mode, ServerRef server, int attempt, boolean isPreparing) {
        this.matchId = matchId;
        this.mode = mode;
        this.server = server;
        this.attempt = attempt;
        this.isPreparing = isPreparing;
    }

    /** A match that is being made; the one who makes it speaks for it. */
    static Match preparing(String matchId, String mode, ServerRef server) {
        var match = new Match(matchId, mode, server, 1, true);
        match.hasSpeaker = true;
        match.tried.add(server.serverId());
        return match;
    }

    /** A match that a server lists. */
    static Match running(String matchId, String mode, ServerRef server) {
        return new Match(matchId, mode, server, ATTEMPT_UNKNOWN, false);
    }

    ServerRef server() {
        return server;
    }

    int attempt() {
        return attempt;
    }

    Set<String> tried() {
        return Set.copyOf(tried);
    }

    boolean isPreparing() {
        return isPreparing;
    }

    boolean isIdle() {
        return !isPreparing && !hasSpeaker && waiting.isEmpty();
    }

    /** Adds one who waits; true if he must see to it that somebody speaks for the match. */
    boolean board(Rider rider) {
        waiting.add(rider);
        if (hasSpeaker) {
            return false;
        }
        hasSpeaker = true;
        return true;
    }

    void toServer(ServerRef next) {
        server = next;
        attempt++;
        tried.add(next.serverId());
    }

    void toRunning() {
        isPreparing = false;
    }

    void onAttemptFound(int found) {
        if (attempt == ATTEMPT_UNKNOWN) {
            attempt = found;
        }
    }

    /** Those who wait, for one command; when there are none, the match has no speaker any more. */
    List<Rider> takeWaiting(int max) {
        var taken = new ArrayList<Rider>(Math.min(max, waiting.size()));
        while (taken.size() < max && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        if (taken.isEmpty()) {
            hasSpeaker = false;
        }
        return taken;
    }

    List<Rider> waiting() {
        return List.copyOf(waiting);
    }

    /** The match comes to nothing: all who wait, to be told so. */
    List<Rider> toFailed() {
        isPreparing = false;
        var left = List.copyOf(waiting);
        waiting.clear();
        hasSpeaker = false;
        return left;
    }
}
