package dev.tankfleet.bench.placement;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.matchmaker.allocation.AllocationMeters;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.allocation.WarmSlots;
import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.allocation.postgres.PostgresIntentStore;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.command.CommandMeters;
import dev.tankfleet.matchmaker.command.Commander;
import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.find.Find;
import dev.tankfleet.matchmaker.find.Find.FindParts;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.find.FindOutcome;
import dev.tankfleet.matchmaker.find.FindRequest;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.match.Seating;
import dev.tankfleet.matchmaker.placement.Placements;
import dev.tankfleet.matchmaker.placement.SeatEnds;
import dev.tankfleet.matchmaker.placement.postgres.PostgresPlacementStore;
import dev.tankfleet.matchmaker.server.ServerMeters;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.StatusFeed;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.testkit.postgres.TestPostgres;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The matchmaker's features as its service puts them together, without HTTP and tokens: placement
 * rows in a real PostgreSQL, the table, the ledger, commands over the bus, room ahead of demand.
 * Owned by the main thread; players' threads call {@link #place}.
 */
final class OurFind implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final int IN_FLIGHT_MAX = 64;
    private static final int COMMANDS_MAX = 4_000;
    private static final int UNLIMITED = 1_000_000;

    /** A second's worth of new matches. */
    private static final int SLOTS = 64;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Database database;
    private final SeatEnds seatEnds;
    private final StatusFeed statuses;
    private final WarmSlots warmSlots;
    private final Commander commander;
    private final Find find;

    OurFind(Bus bus, Allocator allocator) {
        database = database();
        var store = new PostgresPlacementStore(database);
        var table = ServerTable.create(ScoringConfig.DEFAULT, RandomGenerator.getDefault());
        var random = new SecureRandom();
        commander =
                Commander.create(bus, commands(), new CommandMeters(registry), System::nanoTime);
        var seating = seating(table, commander, store, random);
        seatEnds = SeatEnds.start(store, registry);
        statuses =
                StatusFeed.start(
                        bus,
                        table,
                        seatEnds::onSeatsEnded,
                        new ServerMeters(registry),
                        InstantSource.system(),
                        System::nanoTime);
        warmSlots =
                WarmSlots.start(
                        slots(),
                        allocator,
                        new PostgresIntentStore(database),
                        table,
                        commander,
                        () -> "i-" + UUID.randomUUID(),
                        new AllocationMeters(registry),
                        System::nanoTime);
        find =
                Find.create(
                        findConfig(),
                        new FindParts(
                                regions(),
                                Locator.unknown(),
                                table,
                                Placements.create(store, "load", System::nanoTime),
                                seating,
                                warmSlots,
                                InstantSource.system(),
                                System::nanoTime,
                                random,
                                registry));
    }

    String place(String player) {
        var request = new FindRequest(player, PlacementLoad.MODE, null, null, null, Map.of());
        return switch (find.find(request, null, InetAddress.getLoopbackAddress())) {
            case FindOutcome.Found _ -> "placed";
            case FindOutcome.Queued _ -> "queued";
            case FindOutcome.Refused refused -> refused.refusal().name();
        };
    }

    /** Calls to Agones by what became of them. */
    int calls() {
        return (int)
                registry.find("matchmaker.allocation.calls").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
    }

    @Override
    public void close() {
        warmSlots.close();
        statuses.close();
        seatEnds.close();
        commander.close();
        database.close();
    }

    private static Database database() {
        var fresh = TestPostgres.freshDatabase();
        return Database.open(
                new DatabaseConfig(
                        fresh.jdbcUrl(), fresh.user(), Secret.of(fresh.password()), CONNECTIONS));
    }

    private static Seating seating(
            ServerTable table,
            Commander commander,
            PostgresPlacementStore store,
            SecureRandom random) {
        return Seating.create(
                table,
                commander,
                store::attemptOf,
                () -> "m-" + UUID.randomUUID(),
                random::nextLong,
                System::nanoTime);
    }

    private static RegionTable regions() {
        var frankfurt = new Position(50.1, 8.7);
        return new RegionTable(
                List.of(new Region(PlacementLoad.REGION, "Frankfurt", frankfurt, null)));
    }

    private static CommandConfig commands() {
        var usual = CommandConfig.DEFAULT;
        return new CommandConfig(
                usual.deadlineMin(), usual.deadlineMax(), usual.lateMax(), COMMANDS_MAX);
    }

    private static WarmSlotsConfig slots() {
        var usual = WarmSlotsConfig.ofSlots(SLOTS);
        return new WarmSlotsConfig(
                SLOTS,
                IN_FLIGHT_MAX,
                usual.cycle(),
                usual.lease(),
                usual.holdEvery(),
                usual.surplusFor(),
                usual.unknownFor());
    }

    private static FindConfig findConfig() {
        return new FindConfig(
                List.of(PlacementLoad.MODE + "=" + PlacementLoad.SEATS),
                UNLIMITED,
                UNLIMITED,
                UNLIMITED,
                UNLIMITED,
                Duration.ofMinutes(1),
                UNLIMITED);
    }
}
