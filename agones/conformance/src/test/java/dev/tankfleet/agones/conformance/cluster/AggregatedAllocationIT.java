package dev.tankfleet.agones.conformance.cluster;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.allocation.CounterAction;
import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.extensions.ExtensionsTls;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.allocation.GameServerAllocations;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/** Allocations through a real API server, behind which the emulator serves them. */
@OnCluster
final class AggregatedAllocationIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static Emulator emulator;

    @BeforeAll
    static void registersTheEmulator(SharedCluster cluster) {
        emulator = Emulator.start(EmulatorConfig.fast("aggregated"));
        var identity = cluster.plane().extensionsIdentity();
        int port =
                emulator.openExtensions(
                        0, new ExtensionsTls(identity.certificate(), identity.key()));
        cluster.plane().registerAllocationApi(port);
    }

    @AfterAll
    static void closesTheEmulator() {
        emulator.close();
    }

    @Test
    void allocatesAServerThroughTheApiServer(SharedCluster cluster) throws Exception {
        readyServer("picked", Map.of("mode", "picked"));

        var outcome =
                allocations(cluster)
                        .allocate(
                                Allocation.ready("default", Map.of("mode", "picked"))
                                        .withAnnotation("example.org/intent", "i1")
                                        .withCounter("matches", CounterAction.add(1)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AllocationOutcome.Allocated.class,
                        allocated -> {
                            assertThat(allocated.server().name()).isEqualTo("picked");
                            assertThat(allocated.server().annotations())
                                    .containsEntry("example.org/intent", "i1");
                            assertThat(allocated.server().counters().get("matches").count())
                                    .isEqualTo(1);
                        });
        assertThat(emulator.gameServers())
                .anyMatch(
                        server ->
                                server.name().equals("picked")
                                        && server.state() == GameServer.State.ALLOCATED);
    }

    @Test
    void tellsThatNoServerIsLeft(SharedCluster cluster) {
        assertThat(
                        allocations(cluster)
                                .allocate(Allocation.ready("default", Map.of("mode", "none"))))
                .isInstanceOf(AllocationOutcome.NoneReady.class);
    }

    @Test
    void tellsThatOthersWereFaster(SharedCluster cluster) {
        emulator.order(new Fault.OnAllocation(new AllocationFault.Contended(1)));

        assertThat(allocations(cluster).allocate(Allocation.ready("default", Map.of())))
                .isInstanceOf(AllocationOutcome.Contention.class);
    }

    @Test
    void tellsWhatIsWrongWithARequest(SharedCluster cluster) {
        var outcome =
                allocations(cluster)
                        .allocate(
                                Allocation.ready("default", Map.of())
                                        .withAnnotation("not a key", "x"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AllocationOutcome.Invalid.class,
                        invalid ->
                                assertThat(invalid.message())
                                        .contains("spec.metadata.annotations"));
    }

    @Test
    void letsOnlyThoseAllocateWhoMay(SharedCluster cluster) throws Exception {
        readyServer("guarded", Map.of("mode", "guarded"));
        var ask = Allocation.ready("default", Map.of("mode", "guarded"));
        var plane = cluster.plane();
        try (var sidecar = RealAgones.clientOf(plane.kubeconfig("default", "agones-sdk"));
                var matchmaker = RealAgones.clientOf(plane.kubeconfig("default", "matchmaker"))) {

            assertThat(new AgonesResources(sidecar).allocations(DEADLINE).allocate(ask))
                    .isInstanceOf(AllocationOutcome.Invalid.class);
            assertThat(new AgonesResources(matchmaker).allocations(DEADLINE).allocate(ask))
                    .isInstanceOf(AllocationOutcome.Allocated.class);
        }
    }

    @Test
    void offersCreateAndNothingElse(SharedCluster cluster) {
        assertThat(cluster.client().getApiResources("allocation.agones.dev/v1").getResources())
                .singleElement()
                .satisfies(
                        resource -> {
                            assertThat(resource.getName()).isEqualTo("gameserverallocations");
                            assertThat(resource.getVerbs()).containsExactly("create");
                        });
    }

    private static GameServerAllocations allocations(SharedCluster cluster) {
        return new AgonesResources(cluster.client()).allocations(DEADLINE);
    }

    private static void readyServer(String name, Map<String, String> labels) throws Exception {
        emulator.createGameServer(
                name, ServerTemplate.withLabels(labels).withCounter("matches", 0, 4));
        emulator.speakFor(name, Sidecar::ready);
        eventually(
                SOON,
                () ->
                        assertThat(emulator.gameServers())
                                .anyMatch(
                                        server ->
                                                server.name().equals(name)
                                                        && server.state()
                                                                == GameServer.State.READY));
    }
}
