package dev.tankfleet.matchmaker.server;

import dev.tankfleet.matchmaker.server.scoring.Scoring;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.HotPath;
import dev.tankfleet.proto.status.ServerState;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One look over all servers for one player: which of them fit, and which of those is taken. Owned
 * by {@link ServerTable}, under its lock; allocates nothing, whatever the number of servers.
 *
 * <p>A find waits for the looks of all who came at the same moment, which is why it must be short.
 */
@HotPath
final class Survey {
    /** No server fits. */
    static final int NONE = Scoring.NONE;

    private final ScoringConfig config;
    private final Scoring scoring;
    private final double[] roundTripMs;
    private int nearestRegion = NONE;

    Survey(ScoringConfig config, RandomGenerator random, int regionsMax) {
        this.config = config;
        this.scoring = new Scoring(config, random);
        this.roundTripMs = new double[regionsMax];
    }

    /**
     * Looks at all servers and picks one.
     *
     * @param wish what the player needs
     * @param regions names of the regions, by their index
     * @param rows the servers
     * @param size how many of them there are
     * @param withOpenSeats whether a seat in a match that is there will do, too
     * @return index of the row, or {@link #NONE}
     */
    int best(
            Wish wish,
            List<String> regions,
            LiveServer[] rows,
            int size,
            boolean withOpenSeats,
            long nowNs) {
        gather(wish, regions, rows, size, withOpenSeats, nowNs);
        int picked = scoring.pick(Scoring.ANY_REGION);
        if (picked == Scoring.NONE) {
            return NONE;
        }
        if (withOpenSeats && !scoring.isOpen(picked)) {
            // The region is chosen; in it an open seat goes before a new match.
            int open = scoring.pick(scoring.region(picked));
            picked = open == Scoring.NONE ? picked : open;
        }
        return scoring.row(picked);
    }

    /** Index of the nearest region that served the last wish, full or not; or {@link #NONE}. */
    int nearestRegion() {
        return nearestRegion;
    }

    private void gather(
            Wish wish,
            List<String> regions,
            LiveServer[] rows,
            int size,
            boolean withOpenSeats,
            long nowNs) {
        for (int i = 0; i < regions.size(); i++) {
            roundTripMs[i] = wish.roundTrips().toRegionMs(regions.get(i));
        }
        scoring.clear(size);
        nearestRegion = NONE;
        for (int i = 0; i < size; i++) {
            var row = rows[i];
            if (!row.serves(wish) || row.isSilent(nowNs) || isDraining(row)) {
                continue;
            }
            if (nearestRegion == NONE
                    || roundTripMs[row.regionIndex] < roundTripMs[nearestRegion]) {
                nearestRegion = row.regionIndex;
            }
            if (!row.isProtected()) {
                continue;
            }
            boolean isOpen = withOpenSeats && row.openMatch(wish.mode()) != null;
            if (isOpen || row.hasRoomForMatch()) {
                addCandidate(i, row, isOpen, nowNs);
            }
        }
    }

    private static boolean isDraining(LiveServer row) {
        return row.status().state() == ServerState.DRAINING;
    }

    private void addCandidate(int index, LiveServer row, boolean isOpen, long nowNs) {
        scoring.add(
                index,
                row.regionIndex,
                roundTripMs[row.regionIndex],
                row.players(),
                row.status().maxPlayers(),
                row.ageNs(nowNs),
                isOpen,
                row.isHot(config.hotTickMs()),
                row.node.matches == 0);
    }
}
