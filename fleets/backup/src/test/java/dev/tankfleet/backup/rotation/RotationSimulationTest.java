package dev.tankfleet.backup.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rotation over time, with its own clock. */
final class RotationSimulationTest {
    private static final Rule RULE = new Rule(48, 60);
    private static final Instant START = Instant.parse("2026-02-27T00:15:00Z");
    private static final int DAYS = 400;
    private static final int HOURS = 24;

    @Test
    void keepsExactlyTheRightCopiesFor400Days() {
        Set<Instant> store = Set.of();
        for (int hour = 0; hour < DAYS * HOURS; hour++) {
            var now = START.plus(Duration.ofHours(hour));
            store = Rotation.kept(with(store, now), now, RULE);

            assertThat(store).as("after %s", now).isEqualTo(steady(hour));
        }
        // Three calendar days hold the last 48 hours, but for the hour in which a day ends.
        assertThat(store).hasSize(48 + 60 - 2);
    }

    @Test
    void keepsTheSameWheneverItRuns() {
        var random = new Random(40);
        for (int round = 0; round < 200; round++) {
            var all = new TreeSet<Instant>();
            Set<Instant> swept = new HashSet<>();
            var now = START;
            for (int step = 0; step < 300; step++) {
                now = now.plusSeconds(random.nextInt(4 * 3_600));
                all.add(now);
                swept.add(now);
                if (random.nextInt(5) == 0) {
                    swept = new HashSet<>(Rotation.kept(swept, now, RULE));
                }
            }
            var kept = Rotation.kept(all, now, RULE);

            assertThat(Rotation.kept(swept, now, RULE)).isEqualTo(kept);
            assertThat(Rotation.kept(kept, now, RULE)).isEqualTo(kept);
            assertThat(kept).isEqualTo(asPeopleWouldSayIt(all)).contains(all.last());
        }
    }

    @Test
    void losesNothingToAnOutage() {
        var before = hourly(START, 100 * HOURS);
        var kept = Rotation.kept(before, START.plus(Duration.ofDays(100)), RULE);
        var afterwards = START.plus(Duration.ofDays(400));

        assertThat(Rotation.kept(kept, afterwards, RULE)).isEqualTo(kept);
        assertThat(Rotation.kept(with(kept, afterwards), afterwards, RULE))
                .contains(afterwards)
                .hasSizeGreaterThanOrEqualTo(kept.size() - 1);
    }

    @Test
    void neitherCountsNorDropsWhatComesFromTheFuture() {
        var copies = new ArrayList<>(hourly(START, 10 * HOURS));
        var now = copies.getLast();
        var future = hourly(now.plus(Duration.ofDays(365)), 500);
        var expected = new HashSet<>(Rotation.kept(copies, now, RULE));
        expected.addAll(future);
        copies.addAll(future);

        assertThat(Rotation.kept(copies, now, RULE)).isEqualTo(expected);
    }

    @Test
    void drawsTheLineOfTheFutureAtItsSkew() {
        var last = START.plus(Rotation.SKEW_MAX);
        var copies = List.of(START, last, last.plusSeconds(1));

        // The last within the skew stands for its hour and day; the one after it takes no part.
        assertThat(Rotation.kept(copies, START, new Rule(1, 1)))
                .containsExactlyInAnyOrder(last, last.plusSeconds(1));
    }

    @Test
    void dropsNothingWhenTheClockGoesBack() {
        var copies = hourly(START, 200);

        assertThat(Rotation.kept(copies, START.minus(Duration.ofDays(1)), RULE))
                .containsExactlyInAnyOrderElementsOf(copies);
    }

    @Test
    void keepsNothingOfNothing() {
        assertThat(Rotation.kept(List.of(), START, RULE)).isEmpty();
    }

    /** With a copy in each hour: those of the last 48 hours, and 23:15 of the 60 last days. */
    private static Set<Instant> steady(int hour) {
        var kept = new HashSet<Instant>();
        for (int h = Math.max(0, hour - 47); h <= hour; h++) {
            kept.add(START.plus(Duration.ofHours(h)));
        }
        int today = hour / HOURS;
        for (int day = Math.max(0, today - 59); day < today; day++) {
            kept.add(START.plus(Duration.ofHours((long) day * HOURS + HOURS - 1)));
        }
        return kept;
    }

    /**
     * The rule once more, in another way: sort into hours and days, take the newest of the last.
     */
    private static Set<Instant> asPeopleWouldSayIt(Collection<Instant> times) {
        var hours = new TreeMap<Long, Instant>();
        var days = new TreeMap<LocalDate, Instant>();
        for (var time : times) {
            hours.merge(time.getEpochSecond() / 3_600, time, RotationSimulationTest::later);
            days.merge(
                    LocalDate.ofInstant(time, ZoneOffset.UTC), time, RotationSimulationTest::later);
        }
        var kept = new HashSet<Instant>();
        hours.descendingMap().values().stream().limit(48).forEach(kept::add);
        days.descendingMap().values().stream().limit(60).forEach(kept::add);
        return kept;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static List<Instant> hourly(Instant from, int count) {
        var times = new ArrayList<Instant>();
        for (int i = 0; i < count; i++) {
            times.add(from.plus(Duration.ofHours(i)));
        }
        return times;
    }

    private static Set<Instant> with(Set<Instant> times, Instant more) {
        var all = new HashSet<>(times);
        all.add(more);
        return all;
    }
}
