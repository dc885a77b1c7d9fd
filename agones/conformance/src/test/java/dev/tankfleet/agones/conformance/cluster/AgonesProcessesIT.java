package dev.tankfleet.agones.conformance.cluster;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.conformance.cluster.process.Jail;
import dev.tankfleet.agones.conformance.cluster.process.NativeProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How binaries are started beside the control plane, with programs that only pretend to be them.
 */
@OnCluster
final class AgonesProcessesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration BATCH_WAIT = Duration.ofMillis(20);

    @TempDir private Path bin;

    @Test
    void startsAndKillsASidecar(SharedCluster cluster) throws Exception {
        pretendBinaries("echo $$ \"$@\" >'" + bin.resolve("said") + "'; exec tail -f /dev/null");
        var agones = AgonesProcesses.prepare(cluster.plane(), bin, BATCH_WAIT);
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var rest = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new SdkServer("d1", listening.getLocalPort(), rest.getLocalPort(), 2);

            agones.start(server);

            Path said = bin.resolve("said");
            eventually(SOON, () -> assertThat(said).exists().isNotEmptyFile());
            List<String> words = List.of(Files.readString(said).strip().split(" ", -1));
            assertThat(words)
                    .contains(
                            "--kubeconfig=" + cluster.plane().kubeconfig(),
                            "--gameserver-name=d1",
                            "--grpc-port=" + listening.getLocalPort());
            var process = ProcessHandle.of(Long.parseLong(words.getFirst())).orElseThrow();
            agones.kill(server);
            eventually(SOON, () -> assertThat(process.isAlive()).isFalse());
        }
    }

    @Test
    void tellsWhichBinaryDoesNotStart(SharedCluster cluster) throws IOException {
        pretendBinaries("exec tail -f /dev/null");

        // In its jail there is no shell that could run what only pretends.
        assertThatThrownBy(() -> AgonesProcesses.start(cluster.plane(), bin, BATCH_WAIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("agones-extensions has ended: ");
        assertThat(cluster.plane().kubectl().run("get", "apiservices", "-o", "name")).isNotEmpty();
    }

    @Test
    void runsAStaticProgramInAJail(SharedCluster cluster) throws IOException {
        Path kubectl = ClusterTools.built().program("kubectl");
        Jail jail =
                Jail.around(kubectl, bin.resolve("jail"))
                        .withFile("/here/config", cluster.plane().kubeconfig());
        Path log = bin.resolve("log");
        try (var program =
                NativeProcess.start(
                        "jailed",
                        jail.command(List.of("--kubeconfig=/here/config", "get", "namespaces")),
                        Map.of("HOME", "/tmp"),
                        log)) {
            assertThat(program.awaitEnd(SOON)).isZero();
        }
        assertThat(log).content().contains("agones-system");
    }

    private void pretendBinaries(String script) throws IOException {
        for (String name : List.of("controller", "extensions", "allocator", "sdk-server")) {
            Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
