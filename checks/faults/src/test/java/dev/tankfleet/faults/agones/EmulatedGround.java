package dev.tankfleet.faults.agones;

import dev.tankfleet.agones.conformance.subject.Allocators;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.autoscaler.ActivePeriod;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.Overflow;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.testkit.tls.TestCertificates;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An emulated Agones in its own rhythm, whose AllocationService asks for certificates. */
final class EmulatedGround implements Ground {
    static final Duration BATCH_WAIT = Duration.ofMillis(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(8);
    private static final Duration SYNC = Duration.ofMillis(500);

    final Emulator emulator;

    private final TestCertificates certificates;
    private final boolean hasNode;
    private final Map<String, Integer> sidecars = new ConcurrentHashMap<>();
    private Kubelet kubelet;

    private EmulatedGround(Path folder, boolean hasNode) {
        this.hasNode = hasNode;
        certificates = new TestCertificates(folder);
        certificates.make("allocator");
        certificates.make("matchmaker");
        emulator =
                Emulator.start(
                        EmulatorConfig.asInAgones(AgonesRegion.NAME)
                                .withAllocationBatchWait(BATCH_WAIT)
                                .withStopGrace(STOP_MAX)
                                .withAllocatorTls(
                                        new AllocatorTls(
                                                certificates.certificate("allocator"),
                                                certificates.key("allocator"),
                                                certificates.certificate("matchmaker"))));
    }

    /** One that runs its servers itself. */
    static EmulatedGround start(Path folder) {
        return new EmulatedGround(folder, true);
    }

    /** One that, as a cluster with a simulated node, leaves that to the {@link Kubelet}. */
    static EmulatedGround withoutNode(Path folder) {
        return new EmulatedGround(folder, false);
    }

    @Override
    public Allocators allocators() {
        return new Allocators(
                emulator.allocatorPort(),
                emulator.allocatorPort() + 1,
                certificates.certificate("allocator"),
                certificates.certificate("matchmaker"),
                certificates.key("matchmaker"));
    }

    @Override
    public void createFleet(int servers, Launcher launcher) {
        var fleet =
                FleetSpec.of(AgonesRegion.FLEET, servers, template(AgonesRegion.LABELS))
                        .withOverflow(
                                new Overflow(Map.of(AgonesRegion.OVERFLOW, "true"), Map.of()));
        if (hasNode) {
            emulator.createFleet(
                    fleet, spec -> launcher.launch(spec.name(), spec.sidecarPort())::run);
            return;
        }
        emulator.createFleet(
                fleet,
                spec -> {
                    sidecars.put(spec.name(), spec.sidecarPort());
                    return () -> {};
                });
        kubelet = Kubelet.start(new Pods(), launcher);
    }

    /** What the region's servers are made from. */
    static ServerTemplate template(Map<String, String> labels) {
        return ServerTemplate.withLabels(labels)
                .withCounter("matches", 0, AgonesRegion.MATCHES_MAX)
                .withCounter("players", 0, AgonesRegion.PLAYERS_MAX);
    }

    @Override
    public List<GameServer> servers() {
        return emulator.gameServers();
    }

    @Override
    public void createAutoscaler(Chain chain) {
        var evening =
                Policy.Schedule.between(
                        Chain.FROM, Chain.TO, ActivePeriod.ALWAYS, room(chain.evening()));
        emulator.createAutoscaler(
                AutoscalerSpec.of(
                                AgonesRegion.FLEET,
                                new Policy.Chain(
                                        List.of(
                                                new Policy.Entry(
                                                        "matchmaker",
                                                        Policy.Webhook.at(
                                                                chain.matchmaker().toString())),
                                                new Policy.Entry("evening", evening),
                                                new Policy.Entry(
                                                        "matches", room(chain.matches())))))
                        .withSync(SYNC));
    }

    private static Policy.Room room(int free) {
        return Policy.Room.inCounter("matches", Amount.of(free), free, Chain.CAPACITY_MAX);
    }

    @Override
    public String lastAppliedPolicy() {
        return emulator.autoscalerStatus(AgonesRegion.FLEET).lastAppliedPolicy();
    }

    @Override
    public int replicas() {
        return emulator.fleetSpec(AgonesRegion.FLEET).replicas();
    }

    @Override
    public void close() {
        if (kubelet != null) {
            kubelet.close();
        }
        emulator.close();
    }

    private final class Pods implements Kubelet.Pods {
        /** A server has its node a moment before it has its sidecar. */
        @Override
        public List<GameServer> list() {
            return emulator.gameServers().stream()
                    .filter(server -> sidecars.containsKey(server.name()))
                    .toList();
        }

        @Override
        public int startSidecar(String gameServer) {
            return sidecars.get(gameServer);
        }

        @Override
        public void endSidecar(String gameServer) {
            // The emulator has done so.
        }

        @Override
        public void close() {}
    }
}
