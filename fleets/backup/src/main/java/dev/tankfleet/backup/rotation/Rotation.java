package dev.tankfleet.backup.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of some times stay under a rule: the newest of each of the last hours and of each of the
 * last days. Hours and days are those of UTC. One without a copy does not count, so that an outage
 * of a month costs no copy from before; and since the newest of an hour stays its newest, what a
 * sweep keeps does not depend on when earlier ones ran. Stateless.
 */
public final class Rotation {
    /** Clocks of jobs differ by so much and nobody minds. */
    public static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private Rotation() {}

    /**
     * Times that stay.
     *
     * @param times of all copies
     * @param now what is later than this, and {@link #SKEW_MAX}, comes from a clock that is wrong:
     *     it stays, and takes no other's place
     */
    public static Set<Instant> kept(Collection<Instant> times, Instant now, Rule rule) {
        var kept = new HashSet<Instant>();
        var past = new TreeSet<Instant>();
        for (var time : times) {
            (time.isAfter(now.plus(SKEW_MAX)) ? kept : past).add(time);
        }
        keepNewestOfEach(ChronoUnit.HOURS, rule.hourly(), past, kept);
        keepNewestOfEach(ChronoUnit.DAYS, rule.daily(), past, kept);
        return Set.copyOf(kept);
    }

    private static void keepNewestOfEach(
            ChronoUnit unit, int count, NavigableSet<Instant> past, Set<Instant> kept) {
        var newest = past.isEmpty() ? null : past.last();
        for (int i = 0; i < count && newest != null; i++) {
            kept.add(newest);
            newest = past.lower(newest.truncatedTo(unit));
        }
    }
}
