package dev.tankfleet.matchmaker.deploy;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.bus.BusMeters;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.identity.http.HttpKeySource;
import dev.tankfleet.matchmaker.Matchmaker;
import dev.tankfleet.matchmaker.MatchmakerParts;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.process.run.ServiceProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The service as a process of its own, configured by the environment: {@code MATCHMAKER_…} and
 * {@code NATS_…}, and the file of the regions. Its thread starts everything and then waits.
 */
public final class Main {
    private static final int OPS_PORT = 8002;
    private static final Duration SERVICE_STOP_MAX = Duration.ofSeconds(7);
    private static final Duration PART_STOP_MAX = Duration.ofSeconds(1);
    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(2);

    /** Several calls may wait for slow answers, and an allocator holds a hundred. */
    private static final int ALLOCATIONS_AT_ONCE = 64;

    private Main() {}

    /** Runs until a signal ends it. */
    public static void main(String[] arguments) {
        var stopMax = SERVICE_STOP_MAX.plus(PART_STOP_MAX.multipliedBy(4));
        ServiceProcess.run("matchmaker", OPS_PORT, stopMax, Main::start);
    }

    private static void start(ServiceProcess process) throws IOException {
        var config = process.settings().bind(ProcessConfig.class, "matchmaker");
        var nats = process.settings().bind(NatsConfig.class, "nats");
        var regions = RegionsFile.read(config.regionsFile());

        var keys = HttpKeySource.create(config.keysUrl(), KEYS_DEADLINE);
        process.keep("keys", PART_STOP_MAX, keys::close);
        var bus = NatsBus.connect(nats, Lawbook.standard(), Role.MATCHMAKER, config.id());
        process.keep("bus", PART_STOP_MAX, bus::close);
        BusMeters.bind(bus, process.meters());
        process.ready().require("bus", bus::isConnected);
        var callbacks = Executors.newVirtualThreadPerTaskExecutor();
        process.keep("callbacks", PART_STOP_MAX, callbacks::close);
        var clusters = clusters(config, regions, callbacks);
        process.keep(
                "allocators",
                PART_STOP_MAX,
                () -> clusters.values().forEach(cluster -> cluster.client().close()));

        var parts =
                new MatchmakerParts(
                        bus,
                        new AgonesAllocator(clusters),
                        keys,
                        Locator.unknown(),
                        process.meters());
        var service = Matchmaker.start(config.service(regions.table()), parts);
        process.keep("service", SERVICE_STOP_MAX, service::close);
        process.ready().require("service", service::isReady);
    }

    private static Map<String, AgonesAllocator.Cluster> clusters(
            ProcessConfig config, RegionsFile regions, ExecutorService callbacks) {
        var clusters = new HashMap<String, AgonesAllocator.Cluster>();
        for (var entry : regions.regions()) {
            var client =
                    AllocationClient.connect(
                            new AllocationConfig(
                                    entry.host(),
                                    entry.port(),
                                    entry.security(),
                                    config.allocationDeadline(),
                                    ALLOCATIONS_AT_ONCE),
                            callbacks);
            clusters.put(
                    entry.region().name(),
                    new AgonesAllocator.Cluster(
                            client, Allocation.ready(entry.namespace(), entry.labels())));
        }
        return clusters;
    }
}
