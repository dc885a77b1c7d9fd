package dev.tankfleet.e2e.leak;

import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Role;
import dev.tankfleet.e2e.Line;
import dev.tankfleet.matchmaker.Matchmaker;
import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.matchmaker.MatchmakerParts;
import dev.tankfleet.matchmaker.allocation.Allocator;
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
import java.util.Set;

/**
 * One life of a matchmaker, from its start to a power cut. After {@link #cut} nothing that it does
 * reaches anybody: database, bus and allocator are out of its reach in the middle of whatever it
 * did, as after a kill -9. Owned by the test's thread.
 */
final class MatchmakerLife {
    private static final int CONNECTIONS = 8;
    private static final int REQUESTS_MAX = 256;
    private static final int FINDS_MAX = 1_000_000;
    private static final int IN_FLIGHT_MAX = 64;

    /** The times of the contract but for those that only decide how much there is to do. */
    private static final Duration SURPLUS_FOR = Duration.ofMillis(300);

    private final Line toDatabase;
    private final Bus bus;
    private final AllocationClient allocations;
    private final Matchmaker matchmaker;

    private volatile boolean isCut;

    private MatchmakerLife(
            Territory territory,
            TestDatabase database,
            Passports passports,
            Trouble trouble,
            int slots) {
        toDatabase = Line.to(URI.create(database.jdbcUrl().substring(5)).getPort(), Duration.ZERO);
        bus = territory.hub.connect(Role.MATCHMAKER, "mm1");
        allocations = territory.allocations();
        var agones =
                new AgonesAllocator(
                        Map.of(
                                Territory.REGION,
                                new AgonesAllocator.Cluster(allocations, Territory.wanted())));
        matchmaker =
                Matchmaker.start(
                        config(database, slots),
                        new MatchmakerParts(
                                bus,
                                new TroubledAllocator(agones, trouble),
                                passports.keys(),
                                Locator.unknown(),
                                new SimpleMeterRegistry()));
    }

    static MatchmakerLife start(
            Territory territory,
            TestDatabase database,
            Passports passports,
            Trouble trouble,
            int slots) {
        return new MatchmakerLife(territory, database, passports, trouble, slots);
    }

    URI url() {
        return matchmaker.url();
    }

    /** Takes everything away from it; what is left of it ends in the background. */
    void cut() {
        isCut = true;
        toDatabase.down();
        bus.close();
        allocations.close();
        Thread.startVirtualThread(
                () -> {
                    matchmaker.close();
                    toDatabase.close();
                });
    }

    /** Ends it in order. */
    void shut() {
        matchmaker.close();
        allocations.close();
        bus.close();
        toDatabase.close();
    }

    private MatchmakerConfig config(TestDatabase database, int slots) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(toDatabase.port(), database.name());
        var warm = WarmSlotsConfig.ofSlots(slots);
        return new MatchmakerConfig(
                "127.0.0.1",
                0,
                List.of(),
                List.of(),
                false,
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
                        100),
                ScoringConfig.DEFAULT,
                CommandConfig.DEFAULT,
                new WarmSlotsConfig(
                        slots,
                        IN_FLIGHT_MAX,
                        warm.cycle().dividedBy(4),
                        warm.lease(),
                        warm.holdEvery(),
                        SURPLUS_FOR,
                        warm.unknownFor()),
                ScalingConfig.OFF,
                new PageConfig("web", URI.create("http://127.0.0.1:8888")));
    }

    /** Agones, with what goes wrong there. Shared by virtual threads. */
    private final class TroubledAllocator implements Allocator {
        private final Allocator agones;
        private final Trouble trouble;

        TroubledAllocator(Allocator agones, Trouble trouble) {
            this.agones = agones;
            this.trouble = trouble;
        }

        @Override
        public Set<String> regions() {
            return agones.regions();
        }

        @Override
        public Answer allocate(String region, String intent) {
            if (isCut) {
                return new Answer.NotDone("the power is off");
            }
            trouble.onAllocation();
            return agones.allocate(region, intent);
        }
    }
}
