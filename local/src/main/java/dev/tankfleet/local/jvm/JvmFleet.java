package dev.tankfleet.local.jvm;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.auth.AuthConfig;
import dev.tankfleet.auth.AuthService;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.BusMeters;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.identity.http.HttpKeySource;
import dev.tankfleet.local.fleet.CentreUrls;
import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.fleet.FleetAddresses;
import dev.tankfleet.local.fleet.FleetFigures;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.fleet.GuardedStart;
import dev.tankfleet.local.geoip.GeoIpFiles;
import dev.tankfleet.local.jvm.RegionFleet.RegionPorts;
import dev.tankfleet.local.postgres.LocalPostgres;
import dev.tankfleet.local.region.Regions;
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
import dev.tankfleet.service.postgres.DatabaseConfig;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fleet in this JVM, on the bus and the routes in memory. Started by one thread. */
public final class JvmFleet implements Fleet {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(2);

    private final FleetPlan plan;
    private final OrderedStop stop;
    private final CentreUrls centre;
    private final Regions<RegionFleet> regions = new Regions<>();
    private final Map<String, URI> metrics = new LinkedHashMap<>();
    private final LocalPostgres postgres;
    private final AuthService auth;
    private final Bus centreBus;

    private JvmFleet(FleetPlan plan, OrderedStop stop) {
        this.plan = plan;
        this.stop = stop;
        centre = new CentreUrls(plan.ports().auth(), plan.ports().matchmaker());
        postgres = LocalPostgres.start(plan.folder(), plan.ports().postgres());
        stop.register("postgres", Duration.ofSeconds(2), postgres::close);
        auth = startAuth();
        var hub = MemoryHub.create(Lawbook.standard());
        stop.register("bus", Duration.ofMillis(500), hub::close);
        centreBus = hub.connect(Role.MATCHMAKER, "matchmaker-1");
        startRegions(hub);
        startMatchmaker();
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
        return new FleetAddresses(centre.page(), centre.auth(), centre.matchmaker(), metrics);
    }

    @Override
    public boolean awaitPlayable() {
        return regions.awaitPlayable(FleetPlan.SERVERS_PER_REGION, PLAYABLE_MAX, stop::hasBegun);
    }

    @Override
    public Optional<String> serverOf(String region, String matchId) {
        return regions.serverOf(region, matchId);
    }

    @Override
    public void deleteServer(String region, String serverId) {
        regions.deleteServer(region, serverId);
    }

    @Override
    public FleetFigures figures() {
        return new FleetFigures(
                regions.allocations(),
                regions.servers(GameServer.State.ALLOCATED),
                regions.servers(GameServer.State.READY),
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

    @Override
    public boolean isStopping() {
        return stop.hasBegun();
    }

    private AuthService startAuth() {
        var ops = opsPort("auth", plan.ports().authOps(), Duration.ofMillis(250));
        var config =
                AuthConfig.onLoopback(
                        plan.ports().auth(),
                        origins(),
                        new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), Secret.of(""), 8),
                        TokenConfig.withKey(plan.folder().resolve("auth-signing-key.pem")));
        var service = AuthService.start(config, ops.meters());
        stop.register("auth", Duration.ofMillis(1_250), service::close);
        ops.toReady();
        return service;
    }

    private void startRegions(MemoryHub hub) {
        stop.register("regions", Duration.ofMillis(3_750), regions::close);
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
                            region, plan.logs(), hub.leaf(region.name()), ports, centre.origins());
            regions.add(fleet);
            metrics.put("gateway " + region.name(), fleet.gatewayMetrics());
            for (int port : ports.serverOps()) {
                metrics.put(
                        "game server " + region.name() + " :" + port,
                        URI.create("http://127.0.0.1:" + port + "/metrics"));
            }
        }
    }

    private void startMatchmaker() {
        var ops = opsPort("matchmaker", plan.ports().matchmakerOps(), Duration.ofMillis(250));
        BusMeters.bind(centreBus, ops.meters());
        var clusters = new HashMap<String, AgonesAllocator.Cluster>();
        regions.stream().forEach(region -> clusters.put(region.plan().name(), region.cluster()));
        var keys = HttpKeySource.create(auth.keysUrl(), KEYS_DEADLINE);
        stop.register("keys", Duration.ofMillis(250), keys::close);
        var tokens = TokenConfig.withKey(plan.folder());
        var config =
                MatchmakerConfig.onLoopback(
                        plan.ports().matchmaker(),
                        origins(),
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
        stop.register("matchmaker", Duration.ofMillis(1_750), service::close);
        ops.toReady();
    }

    private OpsPort opsPort(String name, int port, Duration deadline) {
        var ops = OpsPort.open(port, plan.logs());
        stop.register(name + " metrics", deadline, ops::close);
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

    private List<URI> origins() {
        return centre.origins().stream().map(URI::create).toList();
    }
}
