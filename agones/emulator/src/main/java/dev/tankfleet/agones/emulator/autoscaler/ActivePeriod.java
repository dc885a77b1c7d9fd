package dev.tankfleet.agones.emulator.autoscaler;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Times that come again, within the bounds of a schedule. Each begins 90 s early, for the days on
 * which clocks are changed, as the real one has it.
 *
 * @param zone where the clock hangs
 * @param startCron when one begins, five fields; empty for always
 * @param duration how long it lasts; null for ever
 */
public record ActivePeriod(ZoneId zone, String startCron, @Nullable Duration duration) {
    /** All the time. */
    public static final ActivePeriod ALWAYS = new ActivePeriod(ZoneId.of("UTC"), "", null);

    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Duration EARLY = Duration.ofSeconds(90);
    private static final Duration FOR_EVER = Duration.ofDays(105_850);

    /**
     * @throws IllegalArgumentException if the cron expression is none, or the duration not positive
     */
    public ActivePeriod {
        if (!startCron.isEmpty()) {
            PARSER.parse(startCron).validate();
        }
        if (duration != null && (!duration.isPositive() || duration.compareTo(FOR_EVER) > 0)) {
            throw new IllegalArgumentException(
                    "duration: " + duration + " (expected: > 0, <= " + FOR_EVER + ")");
        }
    }

    boolean contains(Instant now) {
        if (startCron.isEmpty()) {
            return true;
        }
        Duration length = duration == null ? FOR_EVER : duration;
        ZonedDateTime from = now.minus(length).atZone(zone);
        return ExecutionTime.forCron(PARSER.parse(startCron))
                .nextExecution(from)
                .map(ZonedDateTime::toInstant)
                .filter(begin -> now.isAfter(begin.minus(EARLY)))
                .filter(begin -> now.isBefore(begin.plus(length)))
                .isPresent();
    }
}
