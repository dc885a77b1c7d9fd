package dev.tankfleet.agones.emulator.autoscaler;

import dev.tankfleet.agones.emulator.cluster.NameRules;

import java.time.Duration;

/**
 * A FleetAutoscaler. Two for one Fleet fight, as on the real one.
 *
 * @param name its name
 * @param fleet name of its Fleet
 * @param policy how many servers there should be
 * @param sync time from one look to the next, more than zero, at most a year; 30 s if one says
 *     nothing
 */
public record AutoscalerSpec(String name, String fleet, Policy policy, Duration sync) {
    private static final Duration SYNC_MAX = Duration.ofDays(365);
    private static final Duration SYNC_DEFAULT = Duration.ofSeconds(30);

    public AutoscalerSpec {
        if (!NameRules.isObjectName(name)) {
            throw new IllegalArgumentException("name: " + name + " (expected: a DNS name)");
        }
        if (!sync.isPositive() || sync.compareTo(SYNC_MAX) > 0) {
            throw new IllegalArgumentException(
                    "sync: " + sync + " (expected: > 0, <= " + SYNC_MAX + ")");
        }
    }

    /** One that is named as its Fleet and looks each 30 s. */
    public static AutoscalerSpec of(String fleet, Policy policy) {
        return new AutoscalerSpec(fleet, fleet, policy, SYNC_DEFAULT);
    }

    /** The same with another rhythm. */
    public AutoscalerSpec withSync(Duration interval) {
        return new AutoscalerSpec(name, fleet, policy, interval);
    }
}
