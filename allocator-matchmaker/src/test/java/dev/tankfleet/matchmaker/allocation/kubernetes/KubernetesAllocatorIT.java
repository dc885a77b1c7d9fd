package dev.tankfleet.matchmaker.allocation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.emulator.extensions.ExtensionsTls;
import dev.tankfleet.matchmaker.allocation.AllocationSite;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.allocation.AllocatorContractTest;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator.Access;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator.Cluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract over the allocation API, and what an API server says before Agones is asked. */
final class KubernetesAllocatorIT extends AllocatorContractTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Allocation ANY = Allocation.ready("default", Map.of());

    @TempDir Path files;

    @Override
    protected int port(AllocationSite site) {
        var certificates = site.certificates();
        return site.emulator()
                .openExtensions(
                        0,
                        new ExtensionsTls(
                                certificates.certificate("cluster"), certificates.key("cluster")));
    }

    @Override
    protected Allocator connect(
            AllocationSite site, int port, Map<String, String> labels, Duration deadline)
            throws IOException {
        var authority =
                Base64.getEncoder()
                        .encodeToString(
                                Files.readAllBytes(site.certificates().certificate("cluster")));
        var file =
                kubeconfig(
                        "{server: \"https://localhost:%d\", certificate-authority-data: %s}"
                                .formatted(port, authority));
        var allocator =
                KubernetesAllocator.open(
                        Map.of(
                                REGION,
                                new Cluster(
                                        new Access.Kubeconfig(file, null),
                                        Allocation.ready("default", labels))),
                        deadline);
        site.atEnd(allocator::close);
        return allocator;
    }

    @ParameterizedTest
    @CsvSource({
        "400, NotDone, 1",
        // The client reads its token again: nothing was done, so it may ask once more.
        "401, NotDone, 2",
        "403, NotDone, 1",
        "404, NotDone, 1",
        "409, NoneReady, 1",
        "422, NotDone, 1",
        "429, NotDone, 1",
        "500, Unknown, 1",
        "502, Unknown, 1",
        "503, Unknown, 1",
        "504, Unknown, 1",
    })
    void tellsWhatAnApiServerMeansAndAsksItOnce(int status, String answer, int times)
            throws Exception {
        var asked = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    var body =
                            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d}"
                                    .formatted(status)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        var file =
                kubeconfig(
                        "{server: \"http://127.0.0.1:%d\"}"
                                .formatted(server.getAddress().getPort()));
        try (var allocator = open(new Access.Kubeconfig(file, "context"))) {
            assertThat(allocator.allocate(REGION, "i-1").getClass().getSimpleName())
                    .isEqualTo(answer);
            assertThat(asked).hasValue(times);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysWhichKubeconfigItCannotUse() throws IOException {
        var missing = files.resolve("missing");
        var broken = Files.writeString(files.resolve("broken"), "]]");
        var good = kubeconfig("{server: \"https://localhost:1\"}");

        assertThatThrownBy(() -> open(new Access.Kubeconfig(missing, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing: cannot be read");
        assertThatThrownBy(() -> open(new Access.Kubeconfig(broken, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken: ");
        assertThatThrownBy(() -> open(new Access.Kubeconfig(good, "elsewhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no context elsewhere");
    }

    private static KubernetesAllocator open(Access access) throws IOException {
        return KubernetesAllocator.open(Map.of(REGION, new Cluster(access, ANY)), SOON);
    }

    private Path kubeconfig(String cluster) throws IOException {
        return Files.writeString(
                files.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: cluster
                  cluster: %s
                users:
                - name: user
                  user: {token: only-for-tests}
                contexts:
                - name: context
                  context: {cluster: cluster, user: user}
                current-context: context
                """
                        .formatted(cluster));
    }
}
