package dev.tankfleet.matchmaker.server;

import dev.tankfleet.matchmaker.server.Choice.AllFull;
import dev.tankfleet.matchmaker.server.Choice.NoServer;
import dev.tankfleet.matchmaker.server.Choice.OpenSeat;
import dev.tankfleet.matchmaker.server.Choice.RoomForMatch;
import dev.tankfleet.matchmaker.server.LiveServer.NodeLoad;
import dev.tankfleet.matchmaker.server.LiveServer.TableTimes;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All servers that speak, and all seats that are promised on them. Shared: one lock guards all
 * state, and every public method takes it. {@link #atomically} lends it to {@code match}, whose
 * ledger must change together with the seats.
 *
 * <p>The cost of a choice is one pass over the servers, a few ns each; nothing under the lock
 * waits.
 */
public final class ServerTable {
    /** Most servers in the table; a status of one more is refused. */
    public static final int SERVERS_MAX = 20_000;

    private static final int REGIONS_MAX = 64;
    private static final int GRANTS_MAX = 1_024;

    private final TableTimes times;
    private final ReentrantLock lock = new ReentrantLock();

    // All below is owned by the lock.
    private final Survey survey;
    private final Map<String, LiveServer> byId = new HashMap<>();
    private final Map<String, NodeLoad> nodes = new HashMap<>();
    private final List<String> regions = new ArrayList<>();
    private final Map<String, Grant> grantsUnheard = new HashMap<>();
    private LiveServer[] rows = new LiveServer[64];
    private int size;

    private ServerTable(ScoringConfig config, TableTimes times, RandomGenerator random) {
        this.times = times;
        this.survey = new Survey(config, random, REGIONS_MAX);
    }

    /**
     * An empty table.
     *
     * @param config what weighs how much
     * @param random draws among equals; need not be cryptographic
     */
    public static ServerTable create(ScoringConfig config, RandomGenerator random) {
        return new ServerTable(config, TableTimes.STANDARD, random);
    }

    /** Runs short work under the table's lock, together with the calls that it makes here. */
    public <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in what a server said.
     *
     * @return whether it was news; false if it is older than what is known, or the table is full
     */
    public boolean onStatus(ServerStatus status, long nowNs) {
        return atomically(
                () -> {
                    var row = byId.get(status.serverId());
                    if (row == null) {
                        return addRow(status, nowNs);
                    }
                    if (row.isOld(status)) {
                        return false;
                    }
                    if (!row.status().region().equals(status.region())) {
                        // Ids are unique over all regions: the first one to use it keeps it.
                        return false;
                    }
                    row.onStatus(status, nowNs);
                    return true;
                });
    }

    /** Drops servers that fell silent and promises that nobody kept. Called each second. */
    public void sweep(long nowNs) {
        run(
                () -> {
                    for (int i = size - 1; i >= 0; i--) {
                        rows[i].endOverdue(nowNs);
                        if (rows[i].isSilent(nowNs)) {
                            removeRow(i);
                        }
                    }
                    grantsUnheard
                            .values()
                            .removeIf(grant -> nowNs - grant.atNs() >= times.silentNs());
                });
    }

    /**
     * Finds the best place for a player and reserves it.
     *
     * @param wish what the player needs
     * @param newMatchId id of the match that is made if no seat is open
     */
    public Choice choose(Wish wish, String newMatchId, long nowNs) {
        return atomically(() -> chooseUnderLock(wish, newMatchId, nowNs));
    }

    /**
     * Reserves room for a match that another server could not take, and a seat for each who waits.
     *
     * @param seats reservations to make, at least 1; the first one holds the slot
     * @return as many reservations, or empty if no server has room
     */
    public List<Reservation> moveMatch(Wish wish, String matchId, int seats, long nowNs) {
        return atomically(
                () -> {
                    int picked = best(wish, false, nowNs);
                    if (picked == Survey.NONE) {
                        return List.<Reservation>of();
                    }
                    var row = rows[picked];
                    var made = new ArrayList<Reservation>(seats);
                    made.add(row.reserveMatch(matchId, wish.mode(), wish.matchSeats(), nowNs));
                    while (made.size() < seats) {
                        var next = row.reserveSeatIn(matchId, nowNs);
                        if (next == null) {
                            throw new IllegalStateException("match " + matchId + " has just begun");
                        }
                        made.add(next);
                    }
                    return List.copyOf(made);
                });
    }

    /** The server counts the seat in its status from this number on; null: it does not count. */
    public void acknowledge(Reservation reservation, @Nullable Long statusSeq, long nowNs) {
        onServer(reservation, row -> row.acknowledge(reservation, statusSeq, nowNs));
    }

    /** The seat is not needed any more. */
    public void release(Reservation reservation) {
        onServer(reservation, row -> row.release(reservation));
    }

    /** The match does not run on that server: all that was promised in it ends. */
    public void dropMatch(ServerRef server, String matchId) {
        onServer(server, row -> row.dropMatch(matchId));
    }

    /** The server has no seat left in the match. */
    public void onMatchFull(ServerRef server, String matchId) {
        onServer(server, row -> row.onMatchFull(matchId));
    }

    /** The server gets nothing new before its next status. */
    public void setAside(ServerRef server) {
        onServer(server, LiveServer::setAside);
    }

    /** Sets a server aside if nothing runs on it and nothing is promised; false if something is. */
    public boolean setAsideIfEmpty(String serverId) {
        return atomically(
                () -> {
                    var row = byId.get(serverId);
                    if (row == null || !row.isEmpty()) {
                        return false;
                    }
                    row.setAside();
                    return true;
                });
    }

    /** An allocation has taken the server; it may get matches at once, with this intent. */
    public void grant(String serverId, String intent, long nowNs) {
        run(
                () -> {
                    var row = byId.get(serverId);
                    if (row != null) {
                        row.grant(intent, nowNs);
                    } else if (grantsUnheard.size() < GRANTS_MAX) {
                        grantsUnheard.put(serverId, new Grant(intent, nowNs));
                    }
                });
    }

    /** A server by id, as it is now; null if it does not speak. */
    public @Nullable ServerRef find(String serverId) {
        lock.lock();
        try {
            var row = byId.get(serverId);
            return row == null ? null : row.ref();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a server lists the match, or it is being made there. */
    public boolean knowsMatch(String serverId, String matchId) {
        return atomically(
                () -> {
                    var row = byId.get(serverId);
                    return row != null && row.knows(matchId);
                });
    }

    /** Gateways of a region, each once. */
    public List<String> gateways(String region) {
        return atomically(
                () ->
                        byId.values().stream()
                                .filter(row -> row.status().region().equals(region))
                                .map(row -> row.status().gatewayUrl())
                                .distinct()
                                .sorted()
                                .toList());
    }

    /** What the allocation ahead of demand has to know, per region that has spoken. */
    public List<RegionSlots> slots(long nowNs) {
        return atomically(() -> RegionSlots.of(Arrays.copyOf(rows, size), nowNs));
    }

    /** The same of one region, and of one build if it is named; all zero if none speaks. */
    public RegionSlots slots(String region, @Nullable String build, long nowNs) {
        return atomically(
                () ->
                        RegionSlots.of(
                                region,
                                Arrays.stream(rows, 0, size)
                                        .filter(row -> row.status().region().equals(region))
                                        .filter(
                                                row ->
                                                        build == null
                                                                || build.equals(
                                                                        row.status().build()))
                                        .filter(row -> !row.isSilent(nowNs))
                                        .toList()));
    }

    /** All servers that speak. */
    public List<SeenServer> seen() {
        return atomically(() -> Arrays.stream(rows, 0, size).map(ServerTable::seen).toList());
    }

    /** Servers of a region in the table. */
    int size(String region) {
        return atomically(
                () -> {
                    int index = regions.indexOf(region);
                    int found = 0;
                    for (int i = 0; i < size; i++) {
                        found += rows[i].regionIndex == index ? 1 : 0;
                    }
                    return found;
                });
    }

    /** Servers in the table. */
    public int size() {
        return atomically(() -> size);
    }

    /**
     * The server that a find takes, by its index; the caller has the lock. Allocates nothing.
     *
     * @return {@link Survey#NONE} if none fits
     */
    int best(Wish wish, boolean withOpenSeats, long nowNs) {
        return survey.best(wish, regions, rows, size, withOpenSeats, nowNs);
    }

    private Choice chooseUnderLock(Wish wish, String newMatchId, long nowNs) {
        int picked = best(wish, true, nowNs);
        if (picked == Survey.NONE) {
            int nearest = survey.nearestRegion();
            return nearest == Survey.NONE ? new NoServer() : new AllFull(regions.get(nearest));
        }
        var row = rows[picked];
        var match = row.openMatch(wish.mode());
        return match != null
                ? new OpenSeat(row.reserveSeat(match, nowNs))
                : new RoomForMatch(
                        row.reserveMatch(newMatchId, wish.mode(), wish.matchSeats(), nowNs));
    }

    private static SeenServer seen(LiveServer row) {
        var status = row.status();
        return new SeenServer(
                row.serverId,
                status.region(),
                status.state(),
                status.intent(),
                row.isEmpty(),
                row.allMatches());
    }

    private boolean addRow(ServerStatus status, long nowNs) {
        int region = regions.indexOf(status.region());
        if (size >= SERVERS_MAX || (region < 0 && regions.size() >= REGIONS_MAX)) {
            return false;
        }
        if (region < 0) {
            region = regions.size();
            regions.add(status.region());
        }
        // A server that names no machine is one for itself.
        var nodeName = status.node() == null ? status.serverId() : status.node();
        var node = nodes.computeIfAbsent(status.region() + "/" + nodeName, _ -> new NodeLoad());
        node.servers++;
        var row = new LiveServer(status, region, node, times, nowNs);
        var grant = grantsUnheard.remove(status.serverId());
        if (grant != null && status.state() == ServerState.READY) {
            row.grant(grant.intent(), nowNs);
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = row;
        byId.put(status.serverId(), row);
        return true;
    }

    private void removeRow(int index) {
        var row = rows[index];
        row.onGone();
        nodes.values().removeIf(node -> node.servers == 0);
        byId.remove(row.serverId);
        rows[index] = rows[--size];
        // The slot behind the end keeps no server alive.
        Arrays.fill(rows, size, size + 1, null);
    }

    private void onServer(Reservation reservation, Consumer<LiveServer> action) {
        onServer(reservation.server(), action);
    }

    /** Acts on the row if the same process still answers under that id. */
    private void onServer(ServerRef server, Consumer<LiveServer> action) {
        run(
                () -> {
                    var row = byId.get(server.serverId());
                    if (row != null && row.status().instance().equals(server.instance())) {
                        action.accept(row);
                    }
                });
    }

    private void run(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private record Grant(String intent, long atNs) {}
}
