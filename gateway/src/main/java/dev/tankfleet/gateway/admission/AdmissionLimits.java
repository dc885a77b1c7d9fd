package dev.tankfleet.gateway.admission;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * Bounds of admission. A join is tried twice, so the longest admission takes {@code waitMax + 2 ×
 * joinTimeout + retryPause}.
 *
 * @param atWorkMax admissions at work at once, at least 1; more wait
 * @param waitMax longest wait for one's turn, more than zero
 * @param joinTimeout longest wait for the owner's answer, per try, more than zero
 * @param retryPause pause before the second try, at least 0
 */
public record AdmissionLimits(
        @Default("256") int atWorkMax,
        @Default("1s") Duration waitMax,
        @Default("900ms") Duration joinTimeout,
        @Default("100ms") Duration retryPause) {
    public AdmissionLimits {
        Check.that(atWorkMax >= 1, "atWorkMax", atWorkMax, ">= 1");
        Check.that(waitMax.isPositive(), "waitMax", waitMax, "> 0");
        Check.that(joinTimeout.isPositive(), "joinTimeout", joinTimeout, "> 0");
        Check.that(!retryPause.isNegative(), "retryPause", retryPause, ">= 0");
    }

    /** The limits of a process that sets none. */
    public static AdmissionLimits defaults() {
        return new AdmissionLimits(
                256, Duration.ofSeconds(1), Duration.ofMillis(900), Duration.ofMillis(100));
    }
}
