package dev.tankfleet.backup.archiver;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How the log is archived.
 *
 * @param slot replication slot, by which the server knows what to keep for us
 * @param every longest time for which something that was written is not stored, 1 s to 5 min
 */
public record WalConfig(@Default("tankfleet_backup") String slot, @Default("60s") Duration every) {
    private static final Duration EVERY_MIN = Duration.ofSeconds(1);

    /** What a loss may be. */
    private static final Duration EVERY_MAX = Duration.ofMinutes(5);

    public WalConfig {
        // It becomes part of commands, which know no parameters.
        Check.that(slot.matches("[a-z0-9_]{1,63}"), "slot", slot, "1 to 63 of a-z, 0-9 and _");
        Check.that(
                every.compareTo(EVERY_MIN) >= 0 && every.compareTo(EVERY_MAX) <= 0,
                "every",
                every,
                EVERY_MIN + " to " + EVERY_MAX);
    }
}
