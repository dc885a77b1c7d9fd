package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How the programs of Agones are called, and which Agones that is. */
final class AgonesCommandsTest {
    private static final Path BIN = Path.of("/agones/bin");
    private static final Path CONFIG = Path.of("/cluster/admin.kubeconfig");

    @Test
    void startsTheControllerOutsideOfACloud() {
        assertThat(AgonesCommands.controller(BIN.resolve("controller"), CONFIG))
                .containsExactly(
                        "/agones/bin/controller",
                        "--kubeconfig=/cluster/admin.kubeconfig",
                        "--cloud-product=generic");
        assertThat(AgonesCommands.controllerEnvironment())
                .containsOnlyKeys("MIN_PORT", "MAX_PORT", "SIDECAR_IMAGE");
    }

    @Test
    void startsTheExtensionsWithFilesOfTheirJail() {
        assertThat(AgonesCommands.extensions(8082, 8081, Duration.ofMillis(20)))
                .containsExactly(
                        "--kubeconfig=/kubeconfig",
                        "--cloud-product=generic",
                        "--http-port=8082",
                        "--webhook-port=8081",
                        "--cert-file=/certs/server.crt",
                        "--key-file=/certs/server.key",
                        "--allocation-batch-wait-time=20ms");
    }

    @Test
    void tellsTheAllocatorWhereTheClusterIs() {
        assertThat(AgonesCommands.allocatorEnvironment(6443, 8443, 8444, Duration.ofMillis(500)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "KUBERNETES_SERVICE_HOST", "127.0.0.1",
                                "KUBERNETES_SERVICE_PORT", "6443",
                                "GRPC_PORT", "8443",
                                "HTTP_PORT", "8444",
                                "ALLOCATION_BATCH_WAIT_TIME", "500ms"));
    }

    @Test
    void startsASidecarForOneServer() {
        assertThat(
                        AgonesCommands.sdkServer(
                                BIN.resolve("sdk-server"),
                                CONFIG,
                                new SdkServer("d1", 9357, 9358, 8090)))
                .containsExactly(
                        "/agones/bin/sdk-server",
                        "--kubeconfig=/cluster/admin.kubeconfig",
                        "--gameserver-name=d1",
                        "--pod-namespace=default",
                        "--grpc-port=9357",
                        "--http-port=9358",
                        "--health-port=8090",
                        "--graceful-termination=false");
    }

    @Test
    void takesBinariesBeforeACluster() {
        assertThat(AgonesChoice.of(Map.of("AGONES_BIN", "/a", "KUBECONFIG", "/k")))
                .isEqualTo(new AgonesChoice.Binaries(Path.of("/a")));
        assertThat(AgonesChoice.of(Map.of("AGONES_BIN", "", "KUBECONFIG", "/k")))
                .isEqualTo(new AgonesChoice.Cluster(Path.of("/k")));
        assertThat(AgonesChoice.of(Map.of())).isEqualTo(new AgonesChoice.None());
    }

    @Test
    void namesTheBinaryThatIsMissing(@TempDir Path empty) {
        assertThatThrownBy(() -> AgonesBinaries.in(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no " + empty.resolve("controller") + " (expected: ")
                .hasMessageContaining("AGONES_BIN")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void findsTheToolsWhereTheyAreBuilt() {
        assertThat(ClusterTools.folder(Map.of("TANKFLEET_TOOLS", "/t"))).isEqualTo(Path.of("/t"));
        assertThat(ClusterTools.folder(Map.of("XDG_CACHE_HOME", "/c")))
                .isEqualTo(Path.of("/c/tankfleet/tools"));
        assertThat(ClusterTools.folder(Map.of()).toString()).endsWith(".cache/tankfleet/tools");
    }
}
