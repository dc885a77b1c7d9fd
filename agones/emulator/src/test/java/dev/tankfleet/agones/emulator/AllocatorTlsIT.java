package dev.tankfleet.agones.emulator;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The allocator's mutual TLS, which lets in whom its authority knows, and nobody else. */
@Timeout(120)
final class AllocatorTlsIT {
    private static final Allocation ANY = Allocation.ready("default", Map.of());
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Who is not let in tries again until then. */
    private static final Duration IN_VAIN = Duration.ofSeconds(3);

    private static TestCertificates certificates;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private Emulator emulator;

    @BeforeAll
    static void makesCertificates(@TempDir Path folder) {
        certificates = new TestCertificates(folder);
        certificates.make("allocator");
        certificates.make("client");
        certificates.make("stranger");
    }

    @BeforeEach
    void startsAnAllocatorThatTrustsOneClient() {
        certificates.copy("client", "trusted");
        emulator = Emulator.start(EmulatorConfig.fast("tls").withAllocatorTls(tls("allocator")));
    }

    @AfterEach
    void closes() {
        emulator.close();
        executor.close();
    }

    @Test
    void letsInWhomItKnows() {
        try (var known = client("client", SOON);
                var stranger = client("stranger", IN_VAIN);
                var plain = plainClient()) {
            assertThat(known.allocate(ANY)).isInstanceOf(AllocationOutcome.NoneReady.class);
            assertThat(stranger.allocate(ANY)).isNotInstanceOf(AllocationOutcome.NoneReady.class);
            assertThat(plain.allocate(ANY)).isNotInstanceOf(AllocationOutcome.NoneReady.class);
        }
    }

    @Test
    void trustsANewClientAsSoonAsItsAuthorityChanges() throws Exception {
        certificates.copy("stranger", "trusted");

        eventually(
                SOON,
                () -> {
                    try (var stranger = client("stranger", SOON)) {
                        assertThat(stranger.allocate(ANY))
                                .isInstanceOf(AllocationOutcome.NoneReady.class);
                    }
                });
    }

    @Test
    void asksForACertificateOverHttp() throws Exception {
        try (var http =
                HttpClient.newBuilder().sslContext(certificates.trusting("allocator")).build()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "https://localhost:"
                                                    + (emulator.allocatorPort() + 1)
                                                    + "/gameserverallocation"))
                            .POST(BodyPublishers.ofString("{}"))
                            .timeout(SOON)
                            .build();

            assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void namesTheFilesItCannotRead() {
        var config = EmulatorConfig.fast("no-tls").withAllocatorTls(tls("nobody"));

        assertThatThrownBy(() -> Emulator.start(config))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nobody.crt");
    }

    private AllocatorTls tls(String name) {
        return new AllocatorTls(
                certificates.certificate(name),
                certificates.key(name),
                certificates.certificate("trusted"));
    }

    private AllocationClient client(String name, Duration deadline) {
        var security =
                Security.MutualTls.of(
                        certificates.certificate(name),
                        certificates.key(name),
                        certificates.certificate("allocator"));
        return AllocationClient.connect(
                new AllocationConfig("localhost", emulator.allocatorPort(), security, deadline, 1),
                executor);
    }

    private AllocationClient plainClient() {
        return AllocationClient.connect(
                AllocationConfig.loopback(emulator.allocatorPort()).withDeadline(IN_VAIN),
                executor);
    }
}
