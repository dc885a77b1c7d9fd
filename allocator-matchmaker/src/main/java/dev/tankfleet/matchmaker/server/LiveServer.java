package dev.tankfleet.matchmaker.server;

import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One row of the table: the last status of a server, and what has been promised on it since. Owned
 * by {@link ServerTable}, under its lock.
 */
final class LiveServer {
    final String serverId;
    final int regionIndex;
    final NodeLoad node;

    private final TableTimes times;
    private final List<MatchSeats> matches = new ArrayList<>();
    private final List<Reservation> reservations = new ArrayList<>();
    private ServerStatus status;
    private long heardAtNs;
    private int reservedMatches;
    // Set from the answer to an allocation until the server shows that it has noticed.
    private @Nullable String grantedIntent;
    private long grantedAtNs;
    // Refused something, or is being released: not asked again before its next word.
    private boolean isSetAside;

    LiveServer(ServerStatus status, int regionIndex, NodeLoad node, TableTimes times, long nowNs) {
        this.serverId = status.serverId();
        this.regionIndex = regionIndex;
        this.node = node;
        this.times = times;
        this.status = status;
        this.heardAtNs = nowNs;
        node.matches += status.runningMatches();
        status.open()
                .forEach(o -> matches.add(MatchSeats.listed(o.matchId(), o.mode(), o.seats())));
    }

    ServerStatus status() {
        return status;
    }

    ServerRef ref() {
        return new ServerRef(
                status.region(), serverId, status.instance(), status.gatewayUrl(), intentUnseen());
    }

    /** Whether a status repeats what is known, or is older. */
    boolean isOld(ServerStatus heard) {
        return heard.instance().equals(status.instance())
                && heard.statusSeq() != null
                && status.statusSeq() != null
                && heard.statusSeq() <= status.statusSeq();
    }

    boolean isSilent(long nowNs) {
        return nowNs - heardAtNs >= times.silentNs();
    }

    void onStatus(ServerStatus heard, long nowNs) {
        if (!heard.instance().equals(status.instance())) {
            forgetPromises();
        }
        node.matches += heard.runningMatches() - status.runningMatches();
        status = heard;
        heardAtNs = nowNs;
        isSetAside = false;
        if (grantedIntent != null && isGrantSettled(heard, nowNs)) {
            grantedIntent = null;
        }
        mergeMatches(heard);
        for (int i = reservations.size() - 1; i >= 0; i--) {
            if (reservations.get(i).isCountedBy(heard.statusSeq())) {
                remove(i);
            }
        }
    }

    /** Drops what it counted on the machine; the row is gone after this. */
    void onGone() {
        forgetPromises();
        node.matches -= status.runningMatches();
        node.servers--;
    }

    void endOverdue(long nowNs) {
        for (int i = reservations.size() - 1; i >= 0; i--) {
            if (reservations.get(i).isOver(nowNs, times.silentNs(), times.acknowledgedNs())) {
                remove(i);
            }
        }
    }

    // What it can take

    boolean serves(Wish wish) {
        return status.serves(wish.mode())
                && (wish.region() == null || wish.region().equals(status.region()))
                && (wish.rules() == null
                        || status.rules() == null
                        || wish.rules().equals(status.rules()))
                && !wish.excluded().contains(serverId);
    }

    boolean isProtected() {
        return !isSetAside && (status.state() == ServerState.ALLOCATED || grantedIntent != null);
    }

    boolean hasRoomForMatch() {
        return freeSlots() > 0 && players() < status.maxPlayers();
    }

    int freeSlots() {
        return Math.max(0, status.maxMatches() - status.runningMatches() - reservedMatches);
    }

    int players() {
        return status.currentPlayers() + reservations.size();
    }

    /** Nothing runs on it and nothing has been promised. */
    boolean isEmpty() {
        return status.runningMatches() == 0
                && status.currentPlayers() == 0
                && reservations.isEmpty();
    }

    /** Ids of what runs on it and what has been promised; null if it does not name all. */
    @Nullable Set<String> allMatches() {
        if (!status.namesAllMatches()) {
            return null;
        }
        var all = new HashSet<>(status.others());
        matches.forEach(match -> all.add(match.matchId));
        return all;
    }

    boolean isHot(double hotTickMs) {
        var tick = status.tickP99Ms();
        return tick != null && tick > hotTickMs;
    }

    long ageNs(long nowNs) {
        return nowNs - heardAtNs;
    }

    /** A match with a free seat; those that were there first come first. Allocates nothing. */
    @Nullable MatchSeats openMatch(String mode) {
        for (int i = 0; i < matches.size(); i++) {
            var match = matches.get(i);
            if (match.free() > 0 && match.mode.equals(mode)) {
                return match;
            }
        }
        return null;
    }

    boolean knows(String matchId) {
        return seatsOf(matchId) != null;
    }

    // Promises

    Reservation reserveSeat(MatchSeats match, long nowNs) {
        return reserve(match, false, nowNs);
    }

    Reservation reserveMatch(String matchId, String mode, int seats, long nowNs) {
        var match = MatchSeats.preparing(matchId, mode, Math.min(seats, status.maxPlayers()));
        matches.add(match);
        reservedMatches++;
        node.matches++;
        return reserve(match, true, nowNs);
    }

    @Nullable Reservation reserveSeatIn(String matchId, long nowNs) {
        var match = seatsOf(matchId);
        return match == null ? null : reserve(match, false, nowNs);
    }

    void acknowledge(Reservation reservation, @Nullable Long statusSeq, long nowNs) {
        var match = seatsOf(reservation.matchId());
        if (match != null && reservation.isNewMatch()) {
            match.onAcknowledged(statusSeq);
        }
        reservation.acknowledge(statusSeq, nowNs);
        var heard = status.statusSeq();
        // The status that counts it may have overtaken the acknowledgement.
        if (statusSeq != null && heard != null && heard >= statusSeq) {
            release(reservation);
        }
    }

    void release(Reservation reservation) {
        int index = reservations.indexOf(reservation);
        if (index >= 0) {
            remove(index);
        }
    }

    void dropMatch(String matchId) {
        for (int i = reservations.size() - 1; i >= 0; i--) {
            if (reservations.get(i).matchId().equals(matchId)) {
                remove(i);
            }
        }
        matches.removeIf(match -> match.matchId.equals(matchId));
    }

    void onMatchFull(String matchId) {
        var match = seatsOf(matchId);
        if (match != null) {
            match.onFull();
        }
    }

    void setAside() {
        isSetAside = true;
    }

    void grant(String intent, long nowNs) {
        grantedIntent = intent;
        grantedAtNs = nowNs;
        isSetAside = false;
    }

    private @Nullable String intentUnseen() {
        return status.state() == ServerState.ALLOCATED ? null : grantedIntent;
    }

    private boolean isGrantSettled(ServerStatus heard, long nowNs) {
        return heard.state() != ServerState.READY || nowNs - grantedAtNs >= times.grantNs();
    }

    private void mergeMatches(ServerStatus heard) {
        for (int i = matches.size() - 1; i >= 0; i--) {
            var match = matches.get(i);
            int seats = listedSeats(heard, match.matchId);
            if (seats > 0) {
                match.onListed(seats);
            } else if (!match.outlives(heard.statusSeq())) {
                matches.remove(i);
            }
        }
        for (var open : heard.open()) {
            if (!knows(open.matchId())) {
                matches.add(MatchSeats.listed(open.matchId(), open.mode(), open.seats()));
            }
        }
    }

    private static int listedSeats(ServerStatus heard, String matchId) {
        for (var open : heard.open()) {
            if (open.matchId().equals(matchId)) {
                return open.seats();
            }
        }
        return 0;
    }

    private Reservation reserve(MatchSeats match, boolean isNewMatch, long nowNs) {
        var reservation = new Reservation(ref(), match.matchId, isNewMatch, nowNs);
        reservations.add(reservation);
        match.reserve();
        return reservation;
    }

    private void remove(int index) {
        var reservation = reservations.remove(index);
        var match = seatsOf(reservation.matchId());
        if (match != null) {
            match.release();
        }
        if (reservation.isNewMatch()) {
            reservedMatches--;
            node.matches--;
        }
    }

    private void forgetPromises() {
        for (int i = reservations.size() - 1; i >= 0; i--) {
            remove(i);
        }
        matches.clear();
        grantedIntent = null;
    }

    private @Nullable MatchSeats seatsOf(String matchId) {
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).matchId.equals(matchId)) {
                return matches.get(i);
            }
        }
        return null;
    }

    /** Matches on one machine, over all its servers. */
    static final class NodeLoad {
        int matches;
        int servers;
    }

    /**
     * How long the table believes what it has.
     *
     * @param silentNs a server that says nothing for so long leaves the table
     * @param acknowledgedNs a reservation that nobody acknowledges or releases ends after so long
     * @param grantNs a server that still says Ready so long after its allocation was returned
     */
    record TableTimes(long silentNs, long acknowledgedNs, long grantNs) {
        static final TableTimes STANDARD =
                new TableTimes(
                        Duration.ofSeconds(12).toNanos(),
                        Duration.ofSeconds(15).toNanos(),
                        Duration.ofMillis(1_500).toNanos());
    }
}
