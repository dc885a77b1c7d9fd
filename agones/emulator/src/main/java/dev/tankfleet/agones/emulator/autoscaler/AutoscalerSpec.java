package dev.tankfleet.agones.emulator.autoscaler;

import java.time.Duration;

/**
 * A FleetAutoscaler. Two for one Fleet fight, as on the real one.
 *
 * @param name its name
 * @param fleet name of its Fleet
 * @param policy how many servers there should be
 * @param sync time from one look to the next, more than zero; 30 s if one says nothing
 */
public record AutoscalerSpec(String name, String fleet, Policy policy, Duration sync) {
    private static final Duration SYNC_DEFAULT = Duration.ofSeconds(30);

    public AutoscalerSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: (expected: not blank)");
        }
        if (!sync.isPositive()) {
            throw new IllegalArgumentException("sync: " + sync + " (expected: > 0)");
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
