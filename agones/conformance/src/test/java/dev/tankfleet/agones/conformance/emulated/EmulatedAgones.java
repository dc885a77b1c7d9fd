package dev.tankfleet.agones.conformance.emulated;

import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.conformance.subject.Allocators;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.cluster.ByRoom;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;
import dev.tankfleet.agones.emulator.fleet.Overflow;
import dev.tankfleet.agones.emulator.fleet.ScaleDown;
import dev.tankfleet.agones.emulator.fleet.Strategy;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An emulator of its own for one behaviour, some ten times as fast as the real one. */
final class EmulatedAgones implements Agones {
    private static final Duration FLUSH = Duration.ofMillis(60);
    private static final Duration BATCH_WAIT = Duration.ofMillis(40);
    private static final Duration LAUNCH_MAX = Duration.ofSeconds(20);
    private static final Duration SYNC = Duration.ofMillis(60);

    private final Emulator emulator;
    private final TestCertificates certificates;
    private final Duration patience;
    private final Map<String, Integer> sidecarPorts = new ConcurrentHashMap<>();

    /**
     * @param certificates those of an {@code allocator} and a {@code client}
     */
    EmulatedAgones(TestCertificates certificates, Duration patience) {
        this.certificates = certificates;
        this.patience = patience;
        var tls =
                new AllocatorTls(
                        certificates.certificate("allocator"),
                        certificates.key("allocator"),
                        certificates.certificate("client"));
        EmulatorConfig config = EmulatorConfig.fast("conformance");
        this.emulator =
                Emulator.start(
                        config.withAllocatorTls(tls)
                                .withAllocationBatchWait(BATCH_WAIT)
                                .withTimes(config.times().withSdkFlush(FLUSH)));
    }

    @Override
    public Rhythm rhythm() {
        return new Rhythm(FLUSH, BATCH_WAIT, SYNC, patience);
    }

    @Override
    public String namespace() {
        return "default";
    }

    @Override
    public void createServer(String name, ServerPlan plan) {
        sidecarPorts.put(name, emulator.createGameServer(name, template(plan)));
    }

    @Override
    public int sidecarPort(String gameServer) {
        // A server of a Fleet has its node before it is launched.
        Eventually.eventuallyTrue(
                LAUNCH_MAX,
                gameServer + " is launched",
                () -> sidecarPorts.containsKey(gameServer));
        return sidecarPorts.getOrDefault(gameServer, 0);
    }

    @Override
    public int sidecarRestPort(String gameServer) {
        return sidecarPort(gameServer) + 1;
    }

    @Override
    public boolean hasSidecars() {
        return true;
    }

    @Override
    public void requestReady(String gameServer) {
        throw new NotOffered("states of servers that have a sidecar");
    }

    @Override
    public void killSidecar(String gameServer) {
        emulator.order(new Fault.SidecarDown(gameServer));
    }

    @Override
    public void startSidecar(String gameServer) {
        emulator.order(new Fault.SidecarUp(gameServer));
    }

    @Override
    public Optional<GameServer> find(String gameServer) {
        return emulator.gameServers().stream()
                .filter(server -> server.name().equals(gameServer))
                .findFirst();
    }

    @Override
    public List<GameServer> list(String label, String value) {
        return emulator.gameServers().stream()
                .filter(server -> value.equals(server.labels().get(label)))
                .toList();
    }

    @Override
    public void delete(String gameServer) {
        emulator.order(new Fault.ServerDeleted(gameServer));
    }

    @Override
    public void label(String gameServer, String key, String value) {
        emulator.annotate(gameServer, Map.of(key, value), Map.of());
    }

    @Override
    public Allocators allocators() {
        return new Allocators(
                emulator.allocatorPort(),
                emulator.allocatorPort() + 1,
                certificates.certificate("allocator"),
                certificates.certificate("client"),
                certificates.key("client"));
    }

    @Override
    public void createFleet(FleetPlan plan) {
        emulator.createFleet(
                spec(plan),
                server -> {
                    sidecarPorts.put(server.name(), server.sidecarPort());
                    return () -> {};
                });
    }

    @Override
    public void changeFleet(FleetPlan plan) {
        emulator.changeFleet(plan.name(), spec -> spec(plan));
    }

    @Override
    public void deleteFleet(String name) {
        emulator.deleteFleet(name);
    }

    @Override
    public FleetView fleet(String name) {
        FleetStatus status = emulator.fleetStatus(name);
        Map<String, Sum> counters = new HashMap<>();
        status.counters()
                .forEach(
                        (key, sum) ->
                                counters.put(
                                        key,
                                        new Sum(
                                                sum.count(),
                                                sum.capacity(),
                                                sum.allocatedCount(),
                                                sum.allocatedCapacity())));
        return new FleetView(
                status.replicas(),
                status.ready(),
                status.reserved(),
                status.allocated(),
                emulator.fleetSpec(name).replicas(),
                emulator.gameServerSets(name),
                counters);
    }

    @Override
    public void createAutoscaler(String name, String fleet, Policy policy, Duration sync)
            throws Refused {
        try {
            emulator.createAutoscaler(new AutoscalerSpec(name, fleet, Policies.of(policy), sync));
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public AutoscalerView autoscaler(String name) {
        var status = emulator.autoscalerStatus(name);
        return new AutoscalerView(
                status.currentReplicas(),
                status.desiredReplicas(),
                status.isAbleToScale(),
                status.isScalingLimited(),
                status.lastAppliedPolicy());
    }

    @Override
    public void close() {
        emulator.close();
    }

    private static FleetSpec spec(FleetPlan plan) {
        List<ByRoom> priorities =
                plan.priorities().stream()
                        .map(it -> new ByRoom(false, it.key(), it.isDescending()))
                        .toList();
        return FleetSpec.of(plan.name(), plan.replicas(), template(plan.servers()))
                .withStrategy(plan.isRecreate() ? new Strategy.Recreate() : Strategy.DEFAULT)
                .withOverflow(new Overflow(plan.overflowLabels(), Map.of()))
                .withScaleDown(new ScaleDown(plan.isPacked(), priorities));
    }

    private static ServerTemplate template(ServerPlan plan) {
        return new ServerTemplate(
                plan.labels(),
                plan.annotations(),
                List.of(new ServerTemplate.Port("default", plan.containerPort())),
                plan.counters(),
                plan.lists(),
                plan.health());
    }
}
