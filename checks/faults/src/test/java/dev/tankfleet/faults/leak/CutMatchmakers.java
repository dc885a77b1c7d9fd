package dev.tankfleet.faults.leak;

import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.e2e.Line;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.matchmaker.Matchmaker;
import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.matchmaker.MatchmakerParts;
import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.page.PageConfig;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.testkit.postgres.TestDatabase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Matchmakers in this JVM that end with a power cut. After {@link #die} nothing that one does
 * reaches anybody: database, bus and allocator are out of its reach in the middle of whatever it
 * did.
 */
final class CutMatchmakers implements Matchmakers {
    private static final int CONNECTIONS = 8;
    private static final int REQUESTS_MAX = 256;

    private final Roads roads;
    private final Territory territory;
    private final TestDatabase database;
    private final Passports passports;

    private volatile Life life;

    CutMatchmakers(Roads roads, Territory territory, TestDatabase database, Passports passports) {
        this.roads = roads;
        this.territory = territory;
        this.database = database;
        this.passports = passports;
    }

    @Override
    public void begin() {
        life = new Life();
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public void die() {
        life.cut();
    }

    @Override
    public URI url() {
        return life.matchmaker.url();
    }

    @Override
    public void close() {
        life.shut();
    }

    private MatchmakerConfig config(int databasePort) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, database.name());
        var warm = WarmSlotsConfig.ofSlots(SLOTS);
        return new MatchmakerConfig(
                "127.0.0.1",
                0,
                List.of(),
                List.of(),
                List.of(),
                REQUESTS_MAX,
                new DatabaseConfig(
                        url, database.user(), Secret.of(database.password()), CONNECTIONS),
                new MatchmakerConfig.TokenConfig(Passports.ISSUER, Passports.AUDIENCE),
                new RegionTable(
                        List.of(
                                new Region(
                                        Territory.REGION,
                                        "Frankfurt",
                                        new Position(50.1, 8.7),
                                        null))),
                GeoIpConfig.NONE,
                new FindConfig(
                        List.of("free_for_all=16", "pve_heist=6"),
                        FINDS_MAX,
                        FINDS_MAX,
                        FINDS_MAX,
                        FINDS_MAX,
                        Duration.ofMinutes(1),
                        TICKETS_MAX),
                ScoringConfig.DEFAULT,
                CommandConfig.DEFAULT,
                new WarmSlotsConfig(
                        SLOTS,
                        IN_FLIGHT_MAX,
                        CYCLE,
                        warm.lease(),
                        warm.holdEvery(),
                        SURPLUS_FOR,
                        warm.unknownFor()),
                ScalingConfig.OFF,
                new PageConfig("web", URI.create("http://127.0.0.1:8888")));
    }

    /** One life, with all that it reaches others by. */
    private final class Life {
        private final Line toDatabase =
                Line.to(URI.create(database.jdbcUrl().substring(5)).getPort(), Duration.ZERO);
        private final Bus bus = roads.centre(Territory.MATCHMAKER);
        private final AllocationClient allocations = territory.allocations();
        private final Matchmaker matchmaker;

        private Life() {
            var cluster = new AgonesAllocator.Cluster(allocations, Territory.wanted());
            matchmaker =
                    Matchmaker.start(
                            config(toDatabase.port()),
                            new MatchmakerParts(
                                    bus,
                                    new AgonesAllocator(Map.of(Territory.REGION, cluster)),
                                    passports.keys(),
                                    Locator.unknown(),
                                    new SimpleMeterRegistry()));
        }

        /** Takes everything away from it; what is left of it ends in the background. */
        private void cut() {
            toDatabase.down();
            bus.close();
            allocations.close();
            Thread.startVirtualThread(
                    () -> {
                        matchmaker.close();
                        toDatabase.close();
                    });
        }

        private void shut() {
            matchmaker.close();
            allocations.close();
            bus.close();
            toDatabase.close();
        }
    }
}
