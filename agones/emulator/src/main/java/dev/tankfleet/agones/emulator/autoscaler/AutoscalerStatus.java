package dev.tankfleet.agones.emulator.autoscaler;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What became of the last look.
 *
 * @param currentReplicas servers that there were, 0 if it failed
 * @param desiredReplicas servers that there should be, 0 if it failed
 * @param lastScaledAt when it last changed the Fleet, null if it never did
 * @param isAbleToScale whether it worked
 * @param isScalingLimited whether a minimum or maximum decided
 * @param lastAppliedPolicy whose word it was, {@code Chain:id:Type} for one of a chain; empty if it
 *     failed
 */
public record AutoscalerStatus(
        int currentReplicas,
        int desiredReplicas,
        @Nullable Instant lastScaledAt,
        boolean isAbleToScale,
        boolean isScalingLimited,
        String lastAppliedPolicy) {
    static final AutoscalerStatus NONE = new AutoscalerStatus(0, 0, null, false, false, "");

    AutoscalerStatus toFailed() {
        return new AutoscalerStatus(0, 0, lastScaledAt, false, false, "");
    }
}
