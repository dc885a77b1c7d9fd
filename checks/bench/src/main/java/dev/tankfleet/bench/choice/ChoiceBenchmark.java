package dev.tankfleet.bench.choice;

import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.locate.RoundTrips;
import dev.tankfleet.matchmaker.server.Choice;
import dev.tankfleet.matchmaker.server.Choice.AllFull;
import dev.tankfleet.matchmaker.server.Choice.NoServer;
import dev.tankfleet.matchmaker.server.Choice.OpenSeat;
import dev.tankfleet.matchmaker.server.Choice.RoomForMatch;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.Wish;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;

/**
 * The very method that a find calls, over servers in eight regions, each with a seat open or room
 * for a match; what it reserves is given back. State of one JMH thread.
 *
 * <p>Goal: a choice among 1,000 servers takes at most 100 µs. The look itself allocates nothing,
 * which a test of the module proves; what is seen here is the reservation that it answers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ChoiceBenchmark {
    private static final String MODE = "free_for_all";
    private static final int REGIONS = 8;
    private static final int MATCHES_MAX = 4;
    private static final int SEATS = 16;
    private static final long NOW_NS = 5_000_000_000L;

    @Param({"100", "1000", "10000"})
    private int servers;

    /** Whether a seat is open in a match of each server. */
    @Param({"true", "false"})
    private boolean isOpen;

    private final ServerTable table =
            ServerTable.create(
                    ScoringConfig.DEFAULT, RandomGeneratorFactory.of("L64X128MixRandom").create(7));
    private final Wish wish = wish();

    /** Has all servers speak. */
    @Setup
    public void hearAll() {
        for (int i = 0; i < servers; i++) {
            table.onStatus(status(i), NOW_NS - i);
        }
    }

    /** A choice, and its return. */
    @Benchmark
    public Choice chooseAndGiveBack() {
        var choice = table.choose(wish, "m-new", NOW_NS);
        switch (choice) {
            case OpenSeat(var reservation) -> table.release(reservation);
            case RoomForMatch(var reservation) ->
                    table.dropMatch(reservation.server(), reservation.matchId());
            case AllFull _, NoServer _ -> throw new IllegalStateException("all servers have room");
        }
        return choice;
    }

    private ServerStatus status(int i) {
        var region = "region-" + i % REGIONS;
        var id = region + "-" + i;
        int matches = isOpen ? 1 + i % (MATCHES_MAX - 1) : 0;
        return new ServerStatus(
                id,
                region,
                "City",
                "192.0.2.1",
                matches * (i % SEATS),
                matches,
                MATCHES_MAX,
                id + "-1",
                1L,
                null,
                "ws://192.0.2.1:8080",
                null,
                null,
                null,
                List.of(MODE),
                SEATS * MATCHES_MAX,
                isOpen ? List.of(new OpenMatch("m-" + i, MODE, 1 + i % SEATS)) : List.of(),
                List.of(),
                ServerState.ALLOCATED,
                null,
                null,
                null,
                (double) (i % 30),
                List.of());
    }

    private static Wish wish() {
        var regions =
                new RegionTable(
                        List.of(
                                new Region("region-0", "Frankfurt", new Position(50, 9), null),
                                new Region("region-4", "Ashburn", new Position(39, -77), null)));
        var measured = Map.of("region-1", 12.0, "region-2", 14.0, "region-3", 80.5);
        return new Wish(
                MODE,
                SEATS,
                null,
                null,
                RoundTrips.of(regions, new Position(50, 8), measured),
                Set.of());
    }
}
