package dev.tankfleet.player.match;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/**
 * A player's seat in one match, over one connection after the other. Every thread may call it; the
 * events come on the HTTP client's thread, those of the newest connection only.
 *
 * <p>It keeps what a return takes: the newest resume token, the gateways, the number of the last
 * input. When to return is the player's choice, and each try is one call. No lock is held while a
 * socket opens: the client's one thread would wait for it with everybody's events.
 */
public final class MatchSeat implements AutoCloseable {
    private final HttpClient http;
    private final String matchId;
    private final MatchEvents events;

    // Guarded by this.
    private List<URI> gateways;
    private URI gateway;
    private @Nullable String resumeToken;
    private int lastSeq;
    private @Nullable Ear ear;
    private @Nullable MatchConnection connection;

    private MatchSeat(HttpClient http, String matchId, URI gateway, MatchEvents events) {
        this.http = http;
        this.matchId = matchId;
        this.gateway = gateway;
        this.gateways = List.of(gateway);
        this.events = events;
    }

    /**
     * Takes a seat; blocks until the socket is open. Whether the seat is ours is heard as an event.
     *
     * @throws MatchConnection.ConnectFailed if the socket does not open
     */
    public static MatchSeat join(
            HttpClient http, URI gateway, String matchId, String token, MatchEvents events) {
        var seat = new MatchSeat(http, matchId, gateway, events);
        seat.rejoin(gateway, token);
        return seat;
    }

    /** As {@link #join}, back into the same seat, with a token that find has given anew. */
    public void rejoin(URI through, String token) {
        var next = turnTo(through);
        hold(next, MatchConnection.join(http, through, matchId, token, next), 0);
    }

    /**
     * Leaves the connection that there is, and comes back with the newest resume token.
     *
     * @param through one of {@link #gateways()}
     * @throws MatchConnection.ConnectFailed if the socket does not open; the seat still waits
     * @throws IllegalStateException before the first welcome, when only find can help
     */
    public void comeBack(URI through) {
        var token = resumeToken();
        if (token == null) {
            throw new IllegalStateException("resume token: none (expected: a welcome before)");
        }
        var next = turnTo(through);
        int last = lastSeq();
        hold(next, MatchConnection.resume(http, through, matchId, token, last, next), last);
    }

    /** Id of the match. */
    public String matchId() {
        return matchId;
    }

    /** Where the present connection goes, or went. */
    public synchronized URI gateway() {
        return gateway;
    }

    /** Gateways that lead to the seat: those of the newest welcome, before it the one of find. */
    public synchronized List<URI> gateways() {
        return gateways;
    }

    /** The one to try next: behind the present one in the list, around its end. */
    public synchronized URI nextGateway() {
        return gateways.get((gateways.indexOf(gateway) + 1) % gateways.size());
    }

    /** The token that {@link #comeBack} would show; null before the first welcome. */
    public synchronized @Nullable String resumeToken() {
        return resumeToken;
    }

    /**
     * Sends an input and returns its number.
     *
     * @throws IllegalStateException if there is no connection
     */
    public synchronized int send(PlayerInput input) {
        var open = connection;
        if (open == null) {
            throw new IllegalStateException("a seat is used without a connection");
        }
        lastSeq = open.send(input);
        return lastSeq;
    }

    /** Leaves without a word; the seat waits for a while. Nothing is heard of it any more. */
    public synchronized void abandon() {
        ear = null;
        if (connection != null) {
            connection.abandon();
            connection = null;
        }
    }

    /** Says goodbye; the closing is heard as an event. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }

    private synchronized int lastSeq() {
        return lastSeq;
    }

    /** Ours from now on, unless the player has turned away while the socket opened. */
    private synchronized void hold(Ear mine, MatchConnection opened, int startSeq) {
        if (ear == mine) {
            connection = opened;
            lastSeq = startSeq;
        } else {
            opened.abandon();
        }
    }

    private synchronized Ear turnTo(URI through) {
        abandon();
        var next = new Ear();
        ear = next;
        gateway = through;
        return next;
    }

    private synchronized boolean isNewest(Ear asking) {
        return ear == asking;
    }

    private synchronized boolean note(Ear asking, Welcome welcome) {
        if (ear != asking) {
            return false;
        }
        resumeToken = welcome.resumeToken();
        if (!welcome.gateways().isEmpty()) {
            gateways = welcome.gateways();
        }
        return true;
    }

    /** Listens to one connection until there is a newer one. */
    private final class Ear implements MatchEvents {
        @Override
        public void onWelcome(Welcome welcome) {
            if (note(this, welcome)) {
                events.onWelcome(welcome);
            }
        }

        @Override
        public void onState(WorldState state) {
            if (isNewest(this)) {
                events.onState(state);
            }
        }

        @Override
        public void onMatchEnd() {
            if (isNewest(this)) {
                events.onMatchEnd();
            }
        }

        @Override
        public void onError(String code, String message) {
            if (isNewest(this)) {
                events.onError(code, message);
            }
        }

        @Override
        public void onClosed(int closeCode) {
            if (isNewest(this)) {
                events.onClosed(closeCode);
            }
        }
    }
}
