package dev.tankfleet.matchmaker.allocation.kubernetes;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.extensions.ExtensionsTls;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.matchmaker.allocation.Allocator.Answer;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator.Access;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator.Cluster;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Through a real API server with its own rights, behind which the emulator serves allocations:
 * {@code ./mvnw verify -Pcluster -pl allocator-matchmaker -am}.
 */
@Tag("cluster")
@Timeout(300)
@NeedsProgram(Program.KUBERNETES)
final class ClusterAllocatorIT {
    private static final String REGION = "eu";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static ControlPlane plane;
    private static Emulator emulator;

    @BeforeAll
    static void startsACluster() {
        plane = ControlPlane.start(ClusterTools.built());
        emulator = Emulator.start(EmulatorConfig.fast("cluster"));
        var identity = plane.extensionsIdentity();
        plane.registerAllocationApi(
                emulator.openExtensions(
                        0, new ExtensionsTls(identity.certificate(), identity.key())));
    }

    @AfterAll
    static void endsTheCluster() {
        emulator.close();
        plane.close();
    }

    @Test
    void allocatesWithTheRightsOfTheMatchmakerAndNoOthers() throws Exception {
        readyServer("rights");

        try (var sidecar = connect("agones-sdk", "rights");
                var matchmaker = connect("matchmaker", "rights")) {
            assertThat(sidecar.allocate(REGION, "i-0")).isInstanceOf(Answer.NotDone.class);
            assertThat(matchmaker.allocate(REGION, "i-1"))
                    .isEqualTo(new Answer.Allocated("rights"));
            assertThat(matchmaker.allocate(REGION, "i-2")).isInstanceOf(Answer.NoneReady.class);
        }
        assertThat(allocatedFor("i-1")).hasSize(1);
    }

    @Test
    void leavesItOpenWhenTheAnswerIsLostOnItsWay() throws Exception {
        readyServer("lost");
        emulator.order(new Fault.OnAllocation(new AllocationFault.ReplyLost(1)));

        try (var matchmaker = connect("matchmaker", "lost")) {
            assertThat(matchmaker.allocate(REGION, "i-3")).isInstanceOf(Answer.Unknown.class);
        }
        assertThat(allocatedFor("i-3")).hasSize(1);
    }

    private static KubernetesAllocator connect(String account, String mode) throws IOException {
        var access = new Access.Kubeconfig(plane.kubeconfig("default", account), null);
        var servers = Allocation.ready("default", Map.of("mode", mode));
        return KubernetesAllocator.open(Map.of(REGION, new Cluster(access, servers)), DEADLINE);
    }

    private static List<GameServer> allocatedFor(String intent) {
        return emulator.gameServers().stream()
                .filter(server -> server.state() == State.ALLOCATED)
                .filter(
                        server ->
                                intent.equals(server.annotations().get(AgonesAllocator.INTENT_KEY)))
                .toList();
    }

    private static void readyServer(String name) throws Exception {
        emulator.createGameServer(name, ServerTemplate.withLabels(Map.of("mode", name)));
        emulator.speakFor(name, Sidecar::ready);
        eventually(
                SOON,
                () ->
                        assertThat(emulator.gameServers())
                                .anyMatch(
                                        server ->
                                                server.name().equals(name)
                                                        && server.state() == State.READY));
    }
}
