package dev.tankfleet.agones.conformance.cluster;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationConfig.Security.MutualTls;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.conformance.junit.NeedsAgones;
import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;
import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.SdkConfig;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/** That real Agones runs where the harness puts it, or where the environment says that it is. */
@Tag("cluster")
@Timeout(300)
@NeedsAgones
final class RealAgonesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration BATCH_WAIT = Duration.ofMillis(20);

    private static final int IN_FLIGHT_MAX = 4;

    private static RealAgones real;

    @BeforeAll
    static void startsWhatThereIs() {
        real = RealAgones.start(AgonesChoice.of(System.getenv()), BATCH_WAIT);
    }

    @AfterAll
    static void closesWhatWasStarted() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void makesAServerReadyThatRunsElsewhere() throws Exception {
        var name = readyServer("elsewhere");

        assertThat(servers().withName(name).get().getStatus().address()).isEqualTo("127.0.0.1");
        servers().withName(name).delete();
    }

    @Test
    void allocatesThroughTheApiServer() throws Exception {
        var name = readyServer("by-api");

        var outcome =
                new AgonesResources(real.client()).allocations(DEADLINE).allocate(askFor(name));

        assertThat(outcome).isInstanceOf(AllocationOutcome.Allocated.class);
        servers().withName(name).delete();
    }

    @Test
    @NeedsAgones(asProcesses = true)
    void allocatesThroughTheAllocatorAndComesBackByItsSidecar() throws Exception {
        var agones = real.processes().orElseThrow();
        var name = readyServer("by-grpc");
        var identity = agones.allocatorClient();
        var config =
                new AllocationConfig(
                        "localhost",
                        agones.allocatorPort(),
                        MutualTls.of(
                                identity.certificate(),
                                identity.key(),
                                agones.allocatorAuthority()),
                        DEADLINE,
                        IN_FLIGHT_MAX);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var allocator = AllocationClient.connect(config, executor)) {
            assertThat(allocator.allocate(askFor(name)))
                    .isInstanceOf(AllocationOutcome.Allocated.class);
            var sidecar = agones.sdkServer(name);
            try (var sdk = AgonesSdk.connect(SdkConfig.onPort(sidecar.grpcPort()), executor)) {
                sdk.ready();
                eventually(SOON, () -> assertThat(state(name)).isEqualTo("Ready"));
            }
            agones.kill(sidecar);
            agones.start(sidecar);
            agones.kill(sidecar);
        }
        servers().withName(name).delete();
    }

    private static Allocation askFor(String name) {
        return Allocation.ready("default", Map.of("conformance", name));
    }

    private static String readyServer(String name) throws Exception {
        servers()
                .resource(
                        Serialization.unmarshal(
                                """
                                apiVersion: agones.dev/v1
                                kind: GameServer
                                metadata:
                                  name: %1$s
                                  labels: {conformance: %1$s}
                                  annotations: {agones.dev/dev-address: 127.0.0.1}
                                spec:
                                  ports: [{name: default, portPolicy: Static, hostPort: 7654, containerPort: 7654}]
                                  template: {spec: {containers: [{name: game, image: example.org/game}]}}
                                """
                                        .formatted(name),
                                GameServer.class))
                .create();
        eventually(SOON, () -> assertThat(state(name)).isEqualTo("Ready"));
        return name;
    }

    private static String state(String name) {
        var status = servers().withName(name).get().getStatus();
        return status == null ? "" : String.valueOf(status.state());
    }

    private static NonNamespaceOperation<
                    GameServer, KubernetesResourceList<GameServer>, Resource<GameServer>>
            servers() {
        return new AgonesResources(real.client()).gameServers().inNamespace("default");
    }
}
