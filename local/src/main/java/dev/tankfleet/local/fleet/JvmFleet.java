package dev.tankfleet.local.fleet;

import dev.tankfleet.agones.sdk.GameServerState;
import dev.tankfleet.auth.AuthConfig;
import dev.tankfleet.auth.AuthService;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.identity.http.HttpKeySource;
import dev.tankfleet.local.fleet.RegionFleet.RegionPorts;
import dev.tankfleet.local.geoip.GeoIpFiles;
import dev.tankfleet.local.postgres.LocalPostgres;
import dev.tankfleet.matchmaker.Matchmaker;
import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.matchmaker.MatchmakerParts;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.process.stop.OrderedStop;
import dev.tankfleet.process.stop.StopReport;
import dev.tankfleet.process.stop.StopStep;
import dev.tankfleet.service.postgres.DatabaseConfig;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A fleet in this JVM, on the bus and the routes in memory. Started by one thread. */
public final class JvmFleet implements Fleet {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final FleetPlan plan;
    private final OrderedStop stop;
    private final List<RegionFleet> regions = new ArrayList<>();
    private final Map<String, URI> metrics = new LinkedHashMap<>();
    private final LocalPostgres postgres;
    private final AuthService auth;
    private final Bus centreBus;
    private final Matchmaker matchmaker;

    private JvmFleet(FleetPlan plan, OrderedStop stop) {
        this.plan = plan;
        this.stop = stop;
        postgres = LocalPostgres.start(plan.folder(), plan.ports().postgres());
        keep("postgres", Duration.ofSeconds(2), postgres::close);
        auth = startAuth();
        var hub = MemoryHub.create(Lawbook.standard());
        keep("bus", Duration.ofMillis(500), hub::close);
        centreBus = hub.connect(Role.MATCHMAKER, "matchmaker-1");
        startRegions(hub);
        matchmaker = startMatchmaker();
    }

    /**
     * Starts everything, in the order in which a player's path leans on it: database, accounts,
     * bus, regions, matchmaker.
     *
     * @throws RuntimeException if a part does not start; nothing is left running then
     */
    public static JvmFleet start(FleetPlan plan) {
        return GuardedStart.run(OrderedStop.create(STOP_MAX), stop -> new JvmFleet(plan, stop));
    }

    /**
     * As {@link #start(FleetPlan)}; SIGINT and SIGTERM stop it from the first moment on.
     *
     * @throws OrderedStop.StopHasBegun if the signal came before all parts were up; nothing is left
     *     running then
     */
    public static JvmFleet startUntilSignal(FleetPlan plan) {
        return GuardedStart.untilSignal(
                OrderedStop.create(STOP_MAX), STOP_MAX, stop -> new JvmFleet(plan, stop));
    }

    @Override
    public FleetAddresses addresses() {
        return new FleetAddresses(pageUrl(), auth.url(), matchmaker.url(), metrics);
    }

    @Override
    public boolean awaitPlayable() {
        long untilNs = System.nanoTime() + PLAYABLE_MAX.toNanos();
        while (!isPlayable()) {
            if (System.nanoTime() > untilNs) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return true;
    }

    @Override
    public Optional<String> serverOf(String region, String matchId) {
        return regions.stream()
                .filter(fleet -> fleet.plan().name().equals(region))
                .findFirst()
                .flatMap(fleet -> fleet.serverOf(matchId));
    }

    @Override
    public void deleteServer(String region, String serverId) {
        regions.stream()
                .filter(fleet -> fleet.plan().name().equals(region))
                .forEach(fleet -> fleet.deleteServer(serverId));
    }

    @Override
    public FleetFigures figures() {
        return new FleetFigures(
                regions.stream().mapToLong(RegionFleet::allocations).sum(),
                servers(GameServerState.ALLOCATED),
                servers(GameServerState.READY),
                centreBus.droppedMessages()
                        + regions.stream().mapToLong(RegionFleet::droppedMessages).sum(),
                plan.logs().errors());
    }

    @Override
    public StopReport awaitStopped() {
        return stop.await();
    }

    /** Stops everything in the reverse order of the start, within {@link #STOP_MAX}. */
    @Override
    public void close() {
        stop.stop();
    }

    /** Has a part that has just started ended with the rest; at once if that is under way. */
    private void keep(String name, Duration deadline, StopStep step) {
        try {
            stop.register(name, deadline, step);
        } catch (OrderedStop.StopHasBegun e) {
            endAtOnce(step, e);
            throw e;
        }
    }

    private static void endAtOnce(StopStep step, OrderedStop.StopHasBegun cause) {
        try {
            step.run();
        } catch (Exception e) { // what kept it from ending must be told with the rest
            cause.addSuppressed(e);
        }
    }

    private AuthService startAuth() {
        var ops = opsPort("auth", plan.ports().authOps(), Duration.ofMillis(250));
        var config =
                AuthConfig.onLoopback(
                        plan.ports().auth(),
                        origins().stream().map(URI::create).toList(),
                        new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), Secret.of(""), 8),
                        TokenConfig.withKey(plan.folder().resolve("auth-signing-key.pem")));
        var service = AuthService.start(config, ops.meters());
        keep("auth", Duration.ofMillis(1_250), service::close);
        ops.toReady();
        return service;
    }

    private void startRegions(MemoryHub hub) {
        keep("regions", Duration.ofMillis(3_750), this::closeRegions);
        for (int i = 0; i < FleetPlan.REGIONS.size(); i++) {
            var region = FleetPlan.REGIONS.get(i);
            int firstServer = i * FleetPlan.SERVERS_PER_REGION;
            var ports =
                    new RegionPorts(
                            plan.ports().gateways().get(i),
                            plan.ports().gatewayOps().get(i),
                            plan.ports()
                                    .serverOps()
                                    .subList(
                                            firstServer,
                                            firstServer + FleetPlan.SERVERS_PER_REGION));
            var fleet =
                    RegionFleet.start(
                            region, plan.logs(), hub.leaf(region.name()), ports, origins());
            regions.add(fleet);
            metrics.put("gateway " + region.name(), fleet.gatewayMetrics());
            for (int port : ports.serverOps()) {
                metrics.put(
                        "game server " + region.name() + " :" + port,
                        URI.create("http://127.0.0.1:" + port + "/metrics"));
            }
        }
    }

    private Matchmaker startMatchmaker() {
        var ops = opsPort("matchmaker", plan.ports().matchmakerOps(), Duration.ofMillis(250));
        var clusters = new HashMap<String, AgonesAllocator.Cluster>();
        regions.forEach(region -> clusters.put(region.plan().name(), region.cluster()));
        var keys = HttpKeySource.create(auth.keysUrl(), KEYS_DEADLINE);
        keep("keys", Duration.ofMillis(250), keys::close);
        var tokens = TokenConfig.withKey(plan.folder());
        var config =
                MatchmakerConfig.onLoopback(
                        plan.ports().matchmaker(),
                        origins().stream().map(URI::create).toList(),
                        new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), Secret.of(""), 8),
                        new MatchmakerConfig.TokenConfig(tokens.issuer(), tokens.audience()),
                        regionTable(),
                        new GeoIpConfig(
                                GeoIpFiles.in(plan.folder()), GeoIpConfig.NONE.refreshEvery()),
                        FleetPlan.WARM_SLOTS,
                        auth.url());
        // Whom no database knows is on this machine, as near to one city as to the other: say the
        // first.
        var locator = Locator.at(FleetPlan.REGIONS.getFirst().position());
        var parts =
                new MatchmakerParts(
                        centreBus, new AgonesAllocator(clusters), keys, locator, ops.meters());
        var service = Matchmaker.start(config, parts);
        keep("matchmaker", Duration.ofMillis(1_750), service::close);
        ops.toReady();
        return service;
    }

    private OpsPort opsPort(String name, int port, Duration deadline) {
        var ops = OpsPort.open(port, plan.logs());
        keep(name + " metrics", deadline, ops::close);
        metrics.put(name, ops.url());
        return ops;
    }

    private RegionTable regionTable() {
        return new RegionTable(
                regions.stream()
                        .map(
                                fleet ->
                                        new Region(
                                                fleet.plan().name(),
                                                fleet.plan().city(),
                                                fleet.plan().position(),
                                                fleet.pingUrl()))
                        .toList());
    }

    /** Regions stop side by side. */
    private void closeRegions() throws InterruptedException {
        var threads =
                regions.stream().map(region -> Thread.ofPlatform().start(region::close)).toList();
        for (var thread : threads) {
            thread.join();
        }
    }

    private boolean isPlayable() {
        return regions.stream()
                .allMatch(
                        region ->
                                region.servers(GameServerState.ALLOCATED) >= 1
                                        && region.servers(GameServerState.ALLOCATED)
                                                        + region.servers(GameServerState.READY)
                                                >= FleetPlan.SERVERS_PER_REGION);
    }

    private int servers(GameServerState state) {
        return regions.stream().mapToInt(region -> region.servers(state)).sum();
    }

    private URI pageUrl() {
        return URI.create("http://localhost:" + plan.ports().matchmaker());
    }

    /** A person may type either name of this machine. */
    private List<String> origins() {
        return List.of(pageUrl().toString(), "http://127.0.0.1:" + plan.ports().matchmaker());
    }
}
