package dev.tankfleet.agones.allocation;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.AllocationServiceGrpc;
import dev.tankfleet.testkit.kubelet.MountedSecret;
import dev.tankfleet.testkit.tls.TestCertificates;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.stub.StreamObserver;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Against a server that asks for a certificate, with certificates of its own. */
@Timeout(120)
final class MutualTlsIT {
    private static final Allocation ANY = Allocation.ready("default", Map.of());

    private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

    private static TestCertificates certificates;
    private static Server server;

    @BeforeAll
    static void startsAServerThatTrustsTheClientAlone(@TempDir Path emptyFolder) throws Exception {
        certificates = new TestCertificates(emptyFolder);
        certificates.make("allocator");
        certificates.make("client");
        certificates.make("stranger");
        server =
                NettyServerBuilder.forPort(0)
                        .sslContext(
                                GrpcSslContexts.forServer(
                                                certificates.certificate("allocator").toFile(),
                                                certificates.key("allocator").toFile())
                                        .trustManager(certificates.certificate("client").toFile())
                                        .clientAuth(ClientAuth.REQUIRE)
                                        .build())
                        .addService(new OneServer())
                        .build()
                        .start();
    }

    @AfterAll
    static void stopsTheServer() throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination();
        EXECUTOR.close();
    }

    @Test
    void allocatesWithACertificateThatIsTrustedOnBothSides() {
        try (var client = client("client", "allocator", null)) {
            assertThat(client.allocate(ANY))
                    .isInstanceOfSatisfying(
                            AllocationOutcome.Allocated.class,
                            allocated -> assertThat(allocated.server().name()).isEqualTo("d1"));
        }
    }

    @Test
    void doesNotAllocateWithACertificateThatTheAllocatorDoesNotTrust() {
        try (var client = client("stranger", "allocator", null)) {
            assertThat(client.allocate(ANY)).isNotInstanceOf(AllocationOutcome.Allocated.class);
        }
    }

    @Test
    void sendsNothingToAnAllocatorThatItDoesNotTrust() {
        try (var client = client("client", "stranger", null)) {
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.Unavailable.class);
        }
    }

    @Test
    void sendsNothingToAnAllocatorWithAnotherName() {
        try (var client = client("client", "allocator", "elsewhere.example.org")) {
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.Unavailable.class);
        }
    }

    @Test
    void saysThatACertificateHasExpired() throws Exception {
        certificates.makeAuthority("authority");
        certificates.makeSigned("authority", "good", false);
        certificates.makeSigned("authority", "late", true);

        assertThat(askOf("good", "good")).isInstanceOf(AllocationOutcome.Allocated.class);
        assertThat(askOf("late", "good"))
                .isInstanceOf(AllocationOutcome.Unavailable.class)
                .asString()
                .contains("CertificateExpiredException");
        assertThat(askOf("good", "late"))
                .isInstanceOf(AllocationOutcome.Unavailable.class)
                .asString()
                .contains("CERTIFICATE_EXPIRED");
    }

    /** What an allocator and a client come to whose authority is the same. */
    private static AllocationOutcome askOf(String allocator, String own) throws Exception {
        Server one =
                NettyServerBuilder.forPort(0)
                        .sslContext(
                                GrpcSslContexts.forServer(
                                                certificates.certificate(allocator).toFile(),
                                                certificates.key(allocator).toFile())
                                        .trustManager(
                                                certificates.certificate("authority").toFile())
                                        .clientAuth(ClientAuth.REQUIRE)
                                        .build())
                        .addService(new OneServer())
                        .build()
                        .start();
        try (var client = client(own, "authority", null, one.getPort())) {
            return client.allocate(ANY);
        } finally {
            one.shutdownNow();
            one.awaitTermination();
        }
    }

    @Test
    void usesCertificatesThatWereRenewedUnderIt() throws Exception {
        certificates.copy("stranger", "own");
        certificates.copy("stranger", "trusted");
        try (var client = client("own", "trusted", null)) {
            assertThat(client.allocate(ANY)).isNotInstanceOf(AllocationOutcome.Allocated.class);

            // Half of a change, and files that are being written: the old ones stay in use.
            Files.writeString(certificates.certificate("own"), "");
            Files.writeString(certificates.certificate("trusted"), "");
            certificates.copy("client", "own");
            certificates.copy("allocator", "trusted");

            eventually(
                    Duration.ofSeconds(30),
                    () ->
                            assertThat(client.allocate(ANY))
                                    .isInstanceOf(AllocationOutcome.Allocated.class));
        }
    }

    @Test
    void followsASecretThatAKubeletTurnsUnderIt(@TempDir Path mount) throws Exception {
        var secret = new MountedSecret(mount);
        secret.put(files("stranger", "stranger"));
        try (var client = client(inSecret(secret), server.getPort())) {
            assertThat(client.allocate(ANY)).isNotInstanceOf(AllocationOutcome.Allocated.class);

            secret.put(files("client", "allocator"));

            eventually(
                    Duration.ofSeconds(30),
                    () ->
                            assertThat(client.allocate(ANY))
                                    .isInstanceOf(AllocationOutcome.Allocated.class));
        }
    }

    /** As the chart of the centre mounts it. */
    private static Map<String, Path> files(String own, String trusted) {
        return Map.of(
                "tls.crt", certificates.certificate(own),
                "tls.key", certificates.key(own),
                "ca.crt", certificates.certificate(trusted));
    }

    private static Security.MutualTls inSecret(MountedSecret secret) {
        var folder = secret.folder();
        return new Security.MutualTls(
                folder.resolve("tls.crt"),
                folder.resolve("tls.key"),
                folder.resolve("ca.crt"),
                null,
                Duration.ofMillis(20));
    }

    private static AllocationClient client(
            String own, String trusted, @Nullable String serverName) {
        return client(own, trusted, serverName, server.getPort());
    }

    private static AllocationClient client(
            String own, String trusted, @Nullable String serverName, int port) {
        var tls =
                new Security.MutualTls(
                        certificates.certificate(own),
                        certificates.key(own),
                        certificates.certificate(trusted),
                        serverName,
                        Duration.ofMillis(20));
        return client(tls, port);
    }

    private static AllocationClient client(Security.MutualTls tls, int port) {
        return AllocationClient.connect(
                new AllocationConfig("localhost", port, tls, Duration.ofSeconds(30), 1), EXECUTOR);
    }

    /** Gives the same server to everybody. */
    private static final class OneServer extends AllocationServiceGrpc.AllocationServiceImplBase {
        @Override
        public void allocate(AllocationRequest request, StreamObserver<AllocationResponse> out) {
            out.onNext(AllocationResponse.newBuilder().setGameServerName("d1").build());
            out.onCompleted();
        }
    }
}
