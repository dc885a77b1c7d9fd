package dev.tankfleet.matchmaker.command;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The smoothed round trip of each region, and which server processes have answered a prepare.
 * Shared by request threads; the maps lock for themselves.
 */
final class RegionRoundTrips {
    private static final int REGIONS_MAX = 64;
    private static final int INSTANCES_MAX = 20_000;
    private static final double NEW_SAMPLE_SHARE = 0.125;
    private static final int ROUND_TRIPS_PER_DEADLINE = 3;

    private final CommandConfig config;
    private final Map<String, Double> smoothedNs = new ConcurrentHashMap<>();
    private final Set<String> prepared =
            Collections.synchronizedSet(Collections.newSetFromMap(new Oldest()));

    RegionRoundTrips(CommandConfig config) {
        this.config = config;
    }

    /** Time to wait for a region's answer: three round trips, within the configured bounds. */
    Duration deadline(String region) {
        var smoothed = smoothedNs.get(region);
        if (smoothed == null) {
            return config.deadlineMax();
        }
        double wantedNs = ROUND_TRIPS_PER_DEADLINE * smoothed;
        double boundedNs =
                Math.clamp(
                        wantedNs,
                        (double) config.deadlineMin().toNanos(),
                        (double) config.deadlineMax().toNanos());
        return Duration.ofNanos((long) boundedNs);
    }

    /** As {@link #deadline(String)}, but the whole bound for a process that never prepared one. */
    Duration prepareDeadline(String region, String instance) {
        return prepared.contains(instance) ? deadline(region) : config.deadlineMax();
    }

    /** An answer came after so long; time-outs give no sample. */
    void onAnswer(String region, long tookNs) {
        if (smoothedNs.size() < REGIONS_MAX || smoothedNs.containsKey(region)) {
            smoothedNs.merge(
                    region,
                    (double) tookNs,
                    (old, sample) -> old + NEW_SAMPLE_SHARE * (sample - old));
        }
    }

    /** The process has answered a prepare. */
    void onPrepared(String instance) {
        prepared.add(instance);
    }

    private static final class Oldest extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > INSTANCES_MAX;
        }
    }
}
