package dev.tankfleet.faults.agones;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.faults.leak.Passports;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One life of a matchmaker over mutual TLS, on a database that outlives it. Owned by the test's
 * thread.
 */
final class AgonesCentre implements AutoCloseable {
    private static final Duration ALLOCATION_DEADLINE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS_MAX = 64;
    private static final int FINDS_MAX = 1_000;

    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final AllocationClient allocations;
    private final Bus bus;
    private final Matchmaker matchmaker;

    private AgonesCentre(
            AgonesRegion region,
            TestDatabase database,
            Passports passports,
            int slots,
            ScalingConfig scaling) {
        var allocators = region.ground.allocators();
        allocations =
                AllocationClient.connect(
                        new AllocationConfig(
                                "localhost",
                                allocators.port(),
                                Security.MutualTls.of(
                                        allocators.certificate(),
                                        allocators.key(),
                                        allocators.authority()),
                                ALLOCATION_DEADLINE,
                                AT_ONCE),
                        callbacks);
        bus = region.roads.centre(AgonesRegion.MATCHMAKER);
        var allocator =
                new AgonesAllocator(
                        Map.of(
                                AgonesRegion.NAME,
                                new AgonesAllocator.Cluster(
                                        allocations,
                                        Allocation.ready("default", AgonesRegion.LABELS))));
        matchmaker =
                Matchmaker.start(
                        config(database, slots, scaling),
                        new MatchmakerParts(
                                bus,
                                allocator,
                                passports.keys(),
                                Locator.unknown(),
                                new SimpleMeterRegistry()));
    }

    /**
     * A matchmaker.
     *
     * @param slots free match slots that it keeps
     */
    static AgonesCentre start(
            AgonesRegion region,
            TestDatabase database,
            Passports passports,
            int slots,
            ScalingConfig scaling) {
        return new AgonesCentre(region, database, passports, slots, scaling);
    }

    URI url() {
        return matchmaker.url();
    }

    @Override
    public void close() {
        matchmaker.close();
        allocations.close();
        bus.close();
        callbacks.close();
    }

    private static MatchmakerConfig config(
            TestDatabase database, int slots, ScalingConfig scaling) {
        return new MatchmakerConfig(
                "127.0.0.1",
                0,
                List.of(),
                List.of(),
                List.of(),
                REQUESTS_MAX,
                new DatabaseConfig(
                        database.jdbcUrl(),
                        database.user(),
                        Secret.of(database.password()),
                        CONNECTIONS),
                new MatchmakerConfig.TokenConfig(Passports.ISSUER, Passports.AUDIENCE),
                new RegionTable(
                        List.of(
                                new Region(
                                        AgonesRegion.NAME,
                                        "Frankfurt",
                                        new Position(50.1, 8.7),
                                        null))),
                GeoIpConfig.NONE,
                new FindConfig(
                        List.of("free_for_all=16"),
                        FINDS_MAX,
                        FINDS_MAX,
                        FINDS_MAX,
                        FINDS_MAX,
                        Duration.ofMinutes(1),
                        FINDS_MAX),
                ScoringConfig.DEFAULT,
                CommandConfig.DEFAULT,
                warm(slots),
                scaling,
                new PageConfig("web", URI.create("http://127.0.0.1:8888")));
    }

    /** The times of the contract, but for those in which nothing happens. */
    private static WarmSlotsConfig warm(int slots) {
        var usual = WarmSlotsConfig.ofSlots(slots);
        return new WarmSlotsConfig(
                slots,
                usual.inFlightMax(),
                usual.cycle(),
                usual.lease(),
                usual.holdEvery(),
                Duration.ofSeconds(1),
                usual.unknownFor());
    }
}
