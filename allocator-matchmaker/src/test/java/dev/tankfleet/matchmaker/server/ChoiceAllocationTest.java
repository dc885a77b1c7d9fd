package dev.tankfleet.matchmaker.server;

import static dev.tankfleet.matchmaker.server.Statuses.MODE;
import static dev.tankfleet.matchmaker.server.Statuses.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.locate.RoundTrips;
import dev.tankfleet.matchmaker.server.Choice.OpenSeat;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;

/** A choice among a thousand servers leaves nothing behind but what it answers. */
final class ChoiceAllocationTest {
    private static final int SERVERS = 1_000;
    private static final int TURNS = 10_000;
    private static final long NOW_NS = 5_000_000_000L;

    private final ServerTable table =
            ServerTable.create(
                    ScoringConfig.DEFAULT, RandomGeneratorFactory.of("L64X128MixRandom").create(7));

    @Test
    void looksAtAThousandServersWithoutAllocating() {
        fill(SERVERS);
        var wish = wish();
        var rows = new long[1];
        Runnable turn = () -> rows[0] += table.best(wish, true, NOW_NS);

        long bytes = AllocatedBytes.during(turn, 2 * TURNS, TURNS);

        assertThat(bytes).isZero();
        assertThat(rows[0]).isPositive();
    }

    @Test
    void looksWithoutAllocatingForOneWhoCanMeasureNothing() {
        fill(SERVERS);
        var wish =
                new Wish(MODE, 16, null, null, RoundTrips.of(regions(), null, Map.of()), Set.of());
        var rows = new long[1];
        Runnable turn = () -> rows[0] += table.best(wish, false, NOW_NS);

        assertThat(AllocatedBytes.during(turn, 2 * TURNS, TURNS)).isZero();
    }

    @Test
    void answersInAsManyBytesWhateverTheNumberOfServers() {
        fill(16);
        long few = bytesOfAChoice();
        fill(SERVERS);
        long many = bytesOfAChoice();

        assertThat(many).isLessThanOrEqualTo(few + 16);
        assertThat(many).as("bytes of a choice and its return").isLessThan(600);
    }

    private long bytesOfAChoice() {
        var wish = wish();
        Runnable turn =
                () -> {
                    if (table.choose(wish, "m-new", NOW_NS) instanceof OpenSeat(var reservation)) {
                        table.release(reservation);
                    } else {
                        throw new IllegalStateException("a seat is open in each server");
                    }
                };
        return AllocatedBytes.during(turn, 2 * TURNS, TURNS) / TURNS;
    }

    private void fill(int servers) {
        for (int i = table.size(); i < servers; i++) {
            var region = "region-" + i % 8;
            table.onStatus(
                    status().load(i % 60, 1 + i % 3)
                            .open("match-" + i, 1 + i % 16)
                            .tickMs(i % 30)
                            .of(region, region + "-" + i),
                    NOW_NS - i);
        }
    }

    private static Wish wish() {
        var measured = Map.of("region-1", 12.0, "region-2", 14.0, "region-3", 80.5);
        return new Wish(
                MODE,
                16,
                null,
                null,
                RoundTrips.of(regions(), new Position(50, 8), measured),
                Set.of("region-1-1"));
    }

    private static RegionTable regions() {
        return new RegionTable(
                List.of(
                        new Region("region-0", "Frankfurt", new Position(50.1, 8.7), null),
                        new Region("region-4", "Ashburn", new Position(39.0, -77.5), null),
                        new Region("region-5", "Tokyo", new Position(35.7, 139.7), null)));
    }
}
