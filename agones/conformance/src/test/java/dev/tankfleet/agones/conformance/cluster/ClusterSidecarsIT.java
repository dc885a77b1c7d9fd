package dev.tankfleet.agones.conformance.cluster;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.conformance.subject.kubernetes.ClusterAgones;
import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.testkit.time.Eventually;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** When sidecars start and end, with programs that only listen where one would. */
@OnCluster
final class ClusterSidecarsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONNECT_MAX_MS = 500;

    @TempDir private Path bin;

    @BeforeEach
    void pretendsToHaveBinaries() throws IOException {
        String script =
                "#!/bin/sh\nexec %s/bin/java -XX:TieredStopAtLevel=1 -cp %s %s %s \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                Path.of("target", "test-classes").toAbsolutePath(),
                                PretendSidecar.class.getName(),
                                bin.resolve("probes"));
        for (String name : new String[] {"controller", "extensions", "allocator", "sdk-server"}) {
            Path program = Files.writeString(bin.resolve(name), script);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void startsASidecarForWhoeverAsks(SharedCluster cluster) throws Exception {
        int port;
        try (var agones = agones(cluster)) {
            agones.createServer("asked", ServerPlan.labelled("scene", "asked"));

            port = agones.sidecarPort("asked");

            assertThat(isListening(port)).isTrue();
            assertThat(isListening(agones.sidecarRestPort("asked"))).isTrue();
            assertThat(agones.sidecarPort("asked")).isEqualTo(port);
            agones.killSidecar("asked");
            eventually(SOON, () -> assertThat(isListening(port)).isFalse());
            agones.startSidecar("asked");
            assertThat(isListening(port)).isTrue();
        }
        eventually(SOON, () -> assertThat(isListening(port)).isFalse());
        assertThat(bin.resolve("probes")).doesNotExist();
    }

    @Test
    void hasSignsOfLifeLookedForAtOnce(SharedCluster cluster) throws Exception {
        var health = new GameServer.Health(false, Duration.ofSeconds(1), 2, Duration.ofSeconds(0));
        var plan = ServerPlan.labelled("scene", "alive").withHealth(health);
        try (var agones = agones(cluster)) {
            // Nobody else gives it an address here.
            var controller = CompletableFuture.runAsync(() -> giveAddress(cluster, "alive"));

            agones.createServer("alive", plan);

            controller.join();
            assertThat(bin.resolve("probes")).hasContent("GET");
            agones.killSidecar("alive");
            agones.startSidecar("alive");
            assertThat(Files.readAllLines(bin.resolve("probes"))).hasSize(2);
        }
    }

    @Test
    void tellsWhereToAllocate(SharedCluster cluster) {
        try (var agones = agones(cluster)) {
            var allocators = agones.allocators();

            assertThat(allocators.restPort()).isNotEqualTo(allocators.port());
            assertThat(allocators.certificate()).isRegularFile();
            assertThat(allocators.key()).isRegularFile();
            assertThat(allocators.authority()).isRegularFile();
            assertThat(agones.rhythm().batchWait()).isEqualTo(Duration.ofMillis(500));
        }
    }

    private ClusterAgones agones(SharedCluster cluster) {
        var processes = AgonesProcesses.prepare(cluster.plane(), bin, Duration.ofMillis(500));
        return ClusterAgones.beside(processes, cluster.client());
    }

    private static void giveAddress(SharedCluster cluster, String name) {
        var server =
                new AgonesResources(cluster.client())
                        .gameServers()
                        .inNamespace("default")
                        .withName(name);
        Eventually.eventuallyTrue(SOON, name + " is there", () -> server.get() != null);
        server.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"status\":{\"state\":\"Ready\",\"address\":\"127.0.0.1\"}}");
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MAX_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
