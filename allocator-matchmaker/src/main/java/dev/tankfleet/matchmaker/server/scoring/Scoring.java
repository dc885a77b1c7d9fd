package dev.tankfleet.matchmaker.server.scoring;

import dev.tankfleet.process.HotPath;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Picks one of the candidates. Owned by the live table, under its lock; its arrays grow with the
 * table and are never given back.
 *
 * <p>The cost is the round trip plus what the load would add to it. The cheapest one always would
 * send a whole burst to one server; so of those that are equally good two are drawn, and the
 * cheaper of the two is taken.
 */
@HotPath
public final class Scoring {
    /** No candidate fits. */
    public static final int NONE = -1;

    /** Any region will do. */
    public static final int ANY_REGION = -1;

    private static final int OPEN = 1;
    private static final int HOT = 2;
    private static final double STALE_LOAD_PER_S = 0.02;
    private static final double NS_PER_S = 1e9;
    private static final int CAPACITY_AT_START = 64;

    private final ScoringConfig config;
    private final RandomGenerator random;

    // Candidates by position; row is where the table keeps the server.
    private int[] rows = new int[CAPACITY_AT_START];
    private int[] regions = new int[CAPACITY_AT_START];
    private int[] flags = new int[CAPACITY_AT_START];
    private double[] costs = new double[CAPACITY_AT_START];
    private int size;

    /**
     * Without candidates.
     *
     * @param config what weighs how much
     * @param random draws among equals
     */
    public Scoring(ScoringConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    /** Forgets all candidates and makes room for as many as the table has servers. */
    public void clear(int sizeMax) {
        size = 0;
        if (sizeMax > rows.length) {
            grow(Math.max(sizeMax, 2 * rows.length));
        }
    }

    /**
     * Adds a candidate.
     *
     * @param row where the table keeps it
     * @param region index of its region
     * @param roundTripMs round trip of the player to that region
     * @param players joined, held and reserved seats
     * @param playersMax seats in all, at least 1
     * @param ageNs age of what the server said last
     * @param isOpen whether it has an open seat in a match of the wanted mode
     * @param isHot whether its ticks take too long
     * @param isNodeEmpty whether nothing runs on its machine
     */
    public void add(
            int row,
            int region,
            double roundTripMs,
            int players,
            int playersMax,
            long ageNs,
            boolean isOpen,
            boolean isHot,
            boolean isNodeEmpty) {
        double load = (double) players / playersMax + STALE_LOAD_PER_S * (ageNs / NS_PER_S);
        double factor = load >= 1 ? config.loadFactorMax() : load / (1 - load);
        double cost = roundTripMs + config.loadMs() * Math.min(factor, config.loadFactorMax());
        int flag = 0;
        if (isOpen) {
            cost -= config.openSeatMs();
            flag |= OPEN;
        }
        if (isNodeEmpty) {
            cost += config.emptyNodeMs();
        }
        if (isHot) {
            flag |= HOT;
        }
        rows[size] = row;
        regions[size] = region;
        flags[size] = flag;
        costs[size] = cost;
        size++;
    }

    /**
     * Picks among all candidates, or among those of one region that have an open seat.
     *
     * @param onlyOpenIn index of the region, or {@link #ANY_REGION}
     * @return position of the candidate, or {@link #NONE}
     */
    public int pick(int onlyOpenIn) {
        double cool = cheapest(onlyOpenIn, 0);
        double hot = cheapest(onlyOpenIn, HOT);
        if (cool == Double.MAX_VALUE && hot == Double.MAX_VALUE) {
            return NONE;
        }
        // A hot server is worth taking only if the next cool one is a long detour.
        int temperature = cool <= hot + config.hotDetourMs() ? 0 : HOT;
        double limit = (temperature == 0 ? cool : hot) + config.tieMs();
        int ties = countUpTo(limit, onlyOpenIn, temperature);
        int first = nthUpTo(random.nextInt(ties), limit, onlyOpenIn, temperature);
        int second = nthUpTo(random.nextInt(ties), limit, onlyOpenIn, temperature);
        return costs[second] < costs[first] ? second : first;
    }

    /** Where the table keeps a candidate. */
    public int row(int candidate) {
        return rows[candidate];
    }

    /** Index of the region of a candidate. */
    public int region(int candidate) {
        return regions[candidate];
    }

    /** Whether a candidate has an open seat. */
    public boolean isOpen(int candidate) {
        return (flags[candidate] & OPEN) != 0;
    }

    private double cheapest(int onlyOpenIn, int temperature) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            if (costs[i] < least && matches(i, onlyOpenIn, temperature)) {
                least = costs[i];
            }
        }
        return least;
    }

    private int countUpTo(double limit, int onlyOpenIn, int temperature) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (costs[i] <= limit && matches(i, onlyOpenIn, temperature)) {
                count++;
            }
        }
        return count;
    }

    private int nthUpTo(int n, double limit, int onlyOpenIn, int temperature) {
        int left = n;
        for (int i = 0; i < size; i++) {
            if (costs[i] <= limit && matches(i, onlyOpenIn, temperature) && left-- == 0) {
                return i;
            }
        }
        throw new IllegalStateException("fewer ties than were counted");
    }

    private boolean matches(int candidate, int onlyOpenIn, int temperature) {
        return (flags[candidate] & HOT) == temperature
                && (onlyOpenIn == ANY_REGION
                        || (regions[candidate] == onlyOpenIn && isOpen(candidate)));
    }

    private void grow(int capacity) {
        rows = Arrays.copyOf(rows, capacity);
        regions = Arrays.copyOf(regions, capacity);
        flags = Arrays.copyOf(flags, capacity);
        costs = Arrays.copyOf(costs, capacity);
    }
}
