package dev.tankfleet.local.process;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.local.fleet.CentreUrls;
import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.fleet.FleetAddresses;
import dev.tankfleet.local.fleet.FleetFigures;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.fleet.GuardedStart;
import dev.tankfleet.local.geoip.GeoIpFiles;
import dev.tankfleet.local.postgres.LocalPostgres;
import dev.tankfleet.local.process.child.ChildProcess;
import dev.tankfleet.local.process.child.Children;
import dev.tankfleet.local.process.child.Scrape;
import dev.tankfleet.local.process.child.ServicePrograms.Service;
import dev.tankfleet.local.region.RegionAgones;
import dev.tankfleet.local.region.RegionPlan;
import dev.tankfleet.local.region.Regions;
import dev.tankfleet.process.stop.OrderedStop;
import dev.tankfleet.process.stop.StopReport;
import dev.tankfleet.proto.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fleet of processes. Started by one thread. */
public final class ProcessFleet implements Fleet {
    /** In training the services of three steps write down what they have learned. */
    private static final Duration STOP_MAX =
            Children.LEARNED_MAX.multipliedBy(3).plus(Duration.ofMinutes(1));

    private static final Duration SERVICE_STOP_MAX = Duration.ofSeconds(10);
    private static final Duration REGIONS_STOP_MAX = Duration.ofSeconds(14);
    private static final Duration PART_STOP_MAX = Duration.ofSeconds(4);

    private final ProcessPlan plan;
    private final OrderedStop stop;
    private final Children children;
    private final CentreUrls centre;
    private final Regions<RegionProcesses> regions = new Regions<>();
    private final LocalPostgres postgres;

    private ProcessFleet(ProcessPlan plan, OrderedStop stop) {
        this.plan = plan;
        this.stop = stop;
        centre = new CentreUrls(plan.ports().auth(), plan.ports().matchmaker());
        children = new Children(plan.folder(), plan.programs());
        stop.register("children", PART_STOP_MAX, children::close);
        postgres = LocalPostgres.start(plan.folder(), plan.ports().postgres());
        stop.register("postgres", PART_STOP_MAX, postgres::close);
        postgres.keepAlive();
        var nats = startBus();
        var auth = startAuth();
        startRegions(nats);
        var matchmaker = startMatchmaker(nats);
        // Side by side until here; servers come last, because Agones watches how long they take.
        children.await(auth, plan.ports().authOps());
        regions.stream().forEach(RegionProcesses::awaitGateways);
        children.await(matchmaker, plan.ports().matchmakerOps());
        regions.stream().forEach(RegionProcesses::startServers);
    }

    /**
     * Starts everything, in the order in which a player's path leans on it.
     *
     * @throws RuntimeException if a part does not start; nothing is left running then
     */
    public static ProcessFleet start(ProcessPlan plan) {
        return GuardedStart.run(OrderedStop.create(STOP_MAX), stop -> new ProcessFleet(plan, stop));
    }

    /**
     * As {@link #start(ProcessPlan)}; SIGINT and SIGTERM stop it from the first moment on.
     *
     * @throws OrderedStop.StopHasBegun if the signal came before all parts were up; nothing is left
     *     running then
     */
    public static ProcessFleet startUntilSignal(ProcessPlan plan) {
        return GuardedStart.untilSignal(
                OrderedStop.create(STOP_MAX),
                ChildProcess.START_MAX,
                stop -> new ProcessFleet(plan, stop));
    }

    @Override
    public FleetAddresses addresses() {
        return new FleetAddresses(
                centre.page(), centre.auth(), centre.matchmaker(), children.metrics());
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
        var scraped = Scrape.of(children);
        return new FleetFigures(
                regions.allocations(),
                regions.servers(GameServer.State.ALLOCATED),
                regions.servers(GameServer.State.READY),
                scraped.sum("tankfleet_bus_dropped_total")
                        + scraped.sum("tankfleet_bus_unsent_total"),
                scraped.sum("process_log_errors_total") + plan.logs().errors());
    }

    /** Name of each process that runs to the process. */
    public Map<String, ProcessHandle> processes() {
        var running = new HashMap<>(children.running());
        postgres.process().ifPresent(process -> running.put("postgres", process));
        return running;
    }

    @Override
    public boolean isStopping() {
        return stop.hasBegun();
    }

    @Override
    public StopReport awaitStopped() {
        return stop.await();
    }

    @Override
    public void close() {
        stop.stop();
    }

    private LocalNats startBus() {
        var names = FleetPlan.REGIONS.stream().map(RegionPlan::name).toList();
        var nats =
                LocalNats.of(
                        children,
                        plan.folder().resolve("nats"),
                        plan.ports().hub(),
                        plan.ports().hubLeaves(),
                        names);
        var hub = nats.startHub();
        stop.register("hub", PART_STOP_MAX, () -> hub.stop(PART_STOP_MAX));
        return nats;
    }

    private ChildProcess startAuth() {
        var environment = new HashMap<>(database("AUTH"));
        environment.put("AUTH_PORT", Integer.toString(plan.ports().auth()));
        environment.put("AUTH_ALLOWED_ORIGINS", String.join(",", centre.origins()));
        environment.put(
                "AUTH_TOKEN_SIGNING_KEY",
                plan.folder().resolve("auth-signing-key.pem").toAbsolutePath().toString());
        var auth = children.start(Service.AUTH, "auth", plan.ports().authOps(), environment);
        keepService("auth", auth);
        return auth;
    }

    private void startRegions(LocalNats nats) {
        stop.register("regions", children.stopMax(REGIONS_STOP_MAX), regions::close);
        for (int i = 0; i < FleetPlan.REGIONS.size(); i++) {
            var region = FleetPlan.REGIONS.get(i);
            var ports = plan.ports().regions().get(i);
            var leaf = nats.leaf(region.name(), ports.nats());
            var started =
                    RegionProcesses.start(
                            plan.folder().resolve("regions"), region, ports, children, leaf);
            regions.add(started);
            started.startGateways(centre.origins());
        }
    }

    private ChildProcess startMatchmaker(LocalNats nats) {
        var environment = new HashMap<>(database("MATCHMAKER"));
        environment.putAll(nats.matchmakerEnvironment());
        environment.put("MATCHMAKER_ID", LocalNats.MATCHMAKER_ID);
        environment.put("MATCHMAKER_HOST", "127.0.0.1");
        environment.put("MATCHMAKER_PORT", Integer.toString(plan.ports().matchmaker()));
        environment.put("MATCHMAKER_ALLOWED_ORIGINS", String.join(",", centre.origins()));
        environment.put("MATCHMAKER_KEYS_URL", centre.auth() + "/.well-known/jwks.json");
        environment.put("MATCHMAKER_REGIONS_FILE", writeRegions().toString());
        environment.put("MATCHMAKER_WARM_SLOTS", Integer.toString(FleetPlan.WARM_SLOTS));
        environment.put("MATCHMAKER_GEO_IP_DATABASES", geoIp());
        environment.put("MATCHMAKER_PAGE_AUTH_URL", centre.auth().toString());
        int ops = plan.ports().matchmakerOps();
        var matchmaker = children.start(Service.MATCHMAKER, "matchmaker", ops, environment);
        keepService("matchmaker", matchmaker);
        return matchmaker;
    }

    private String geoIp() {
        return GeoIpFiles.in(plan.folder()).stream()
                .map(file -> file.toAbsolutePath().toString())
                .collect(Collectors.joining(","));
    }

    private Map<String, String> database(String service) {
        return Map.of(
                service + "_DATABASE_URL", postgres.jdbcUrl(),
                service + "_DATABASE_USER", postgres.user());
    }

    private Path writeRegions() {
        var file = plan.folder().resolve("regions.json").toAbsolutePath();
        var root = Json.object();
        var list = root.putArray("regions");
        regions.stream().forEach(region -> list.add(entry(region)));
        try {
            return Files.write(file, Json.write(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode entry(RegionProcesses region) {
        var entry =
                Json.object()
                        .put("region", region.plan().name())
                        .put("city", region.plan().city())
                        .put("lat", region.plan().position().latitude())
                        .put("lon", region.plan().position().longitude())
                        .put("ping_url", region.pingUrl().toString());
        var labels = entry.putObject("labels");
        RegionAgones.labels(region.plan()).forEach(labels::put);
        entry.putObject("allocator")
                .put("host", "127.0.0.1")
                .put("port", region.agones().allocatorPort());
        return entry;
    }

    private void keepService(String name, ChildProcess child) {
        var max = children.stopMax(SERVICE_STOP_MAX);
        stop.register(name, max.plus(PART_STOP_MAX), () -> child.stop(max));
    }
}
