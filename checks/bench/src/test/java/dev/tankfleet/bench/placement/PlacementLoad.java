package dev.tankfleet.bench.placement;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bench.stall.StallMeter;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.testkit.time.Eventually;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Places a thousand players a second, first the naive way, then ours, on one emulated Agones: three
 * allocators that wait 500 ms for a batch, pick a server once in it and write 400 a second each.
 * Owned by the main thread.
 */
public final class PlacementLoad {
    static final String REGION = "eu";
    static final String MODE = "free_for_all";
    static final int SEATS = 16;
    static final int MATCHES_PER_SERVER = 16;
    static final int MATCH_SECONDS = 8;

    private static final int REPLICAS = 3;
    private static final int OUR_SERVERS = 60;
    private static final int NAIVE_SECONDS = 5;
    private static final int NAIVE_SERVERS = 340;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 20;
    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Map<String, String> OURS = Map.of("side", "ours");
    private static final Map<String, String> NAIVE = Map.of("side", "naive");

    private PlacementLoad() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        var config = EmulatorConfig.asInAgones("load").withAllocatorReplicas(REPLICAS);
        try (var hub = MemoryHub.create(Lawbook.standard());
                var timer = Executors.newScheduledThreadPool(1);
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                var emulator = Emulator.start(config);
                var client =
                        AllocationClient.connect(
                                AllocationConfig.loopback(emulator.allocatorPort())
                                        .withDeadline(DEADLINE),
                                executor);
                var stalls = StallMeter.start()) {
            startServers(emulator, hub, timer, executor);
            var naive = placeNaively(client, stalls);
            var ours = placeByLedger(hub, client, stalls);
            System.out.printf(
                    "p99 of ours : naive = 1 : %.1f; the machine stood still for %.0f %% of the"
                            + " time%n",
                    naive.p99Ms() / ours.p99Ms(), 100 * stalls.share());
        }
    }

    private static void startServers(
            Emulator emulator, MemoryHub hub, ScheduledExecutorService timer, Executor executor) {
        emulator.createFleet(
                FleetSpec.of("ours", OUR_SERVERS, ServerTemplate.withLabels(OURS)),
                spec -> {
                    var server = new StandIn(hub, spec, timer);
                    server.start();
                    return server::close;
                });
        emulator.createFleet(
                FleetSpec.of("naive", NAIVE_SERVERS, ServerTemplate.withLabels(NAIVE)),
                spec -> sayReady(spec, executor));
        Eventually.eventuallyTrue(
                READY_MAX,
                "all servers are Ready",
                () ->
                        emulator.counts().getOrDefault(GameServer.State.READY, 0)
                                == OUR_SERVERS + NAIVE_SERVERS);
    }

    private static RunningGameServer sayReady(GameServerSpec spec, Executor executor) {
        try (var sdk = AgonesSdk.connect(SdkConfig.onPort(spec.sidecarPort()), executor)) {
            sdk.ready();
        }
        return () -> {};
    }

    private static Pace placeNaively(AllocationClient client, StallMeter stalls) {
        var naive = new NaiveClient(client, Allocation.ready("default", NAIVE));
        var pace = Pace.of(NAIVE_SECONDS, stalls, _ -> naive.place());
        pace.print("naive placements");
        System.out.printf("  %d calls to Agones%n", naive.calls());
        return pace;
    }

    private static Pace placeByLedger(MemoryHub hub, AllocationClient client, StallMeter stalls) {
        var cluster = new AgonesAllocator.Cluster(client, Allocation.ready("default", OURS));
        try (var bus = hub.connect(Role.MATCHMAKER, "load");
                var ours = new OurFind(bus, new AgonesAllocator(Map.of(REGION, cluster)))) {
            Pace.of(WARM_UP_SECONDS, stalls, i -> ours.place("w-" + i)).print("(warm-up)");
            int callsBefore = ours.calls();
            var pace = Pace.of(SECONDS, stalls, i -> ours.place("p-" + i));
            pace.print("our placements");
            System.out.printf(
                    "  %d calls to Agones, %d in the warm-up, which began with none allocated%n",
                    ours.calls() - callsBefore, callsBefore);
            return pace;
        }
    }
}
