package dev.tankfleet.agones.allocation;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.AllocationServiceGrpc;

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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Against a server that asks for a certificate, with certificates that the JDK's keytool makes. */
@Timeout(120)
final class MutualTlsIT {
    private static final String PASSWORD = "only-for-this-test";
    private static final Allocation ANY = Allocation.ready("default", Map.of());

    private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

    private static Path folder;
    private static Server server;

    @BeforeAll
    static void startsAServerThatTrustsTheClientAlone(@TempDir Path emptyFolder) throws Exception {
        folder = emptyFolder;
        makeCertificate("allocator");
        makeCertificate("client");
        makeCertificate("stranger");
        server =
                NettyServerBuilder.forPort(0)
                        .sslContext(
                                GrpcSslContexts.forServer(
                                                file("allocator.crt").toFile(),
                                                file("allocator.key").toFile())
                                        .trustManager(file("client.crt").toFile())
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
    void usesCertificatesThatWereRenewedUnderIt() throws Exception {
        copy("stranger", "own");
        copy("stranger", "trusted");
        try (var client = client("own", "trusted", null)) {
            assertThat(client.allocate(ANY)).isNotInstanceOf(AllocationOutcome.Allocated.class);

            // Half of a change, and files that are being written: the old ones stay in use.
            Files.writeString(file("own.crt"), "");
            Files.writeString(file("trusted.crt"), "");
            copy("client", "own");
            copy("allocator", "trusted");

            eventually(
                    Duration.ofSeconds(30),
                    () ->
                            assertThat(client.allocate(ANY))
                                    .isInstanceOf(AllocationOutcome.Allocated.class));
        }
    }

    private static void copy(String from, String to) throws IOException {
        Files.copy(file(from + ".crt"), file(to + ".crt"), REPLACE_EXISTING);
        Files.copy(file(from + ".key"), file(to + ".key"), REPLACE_EXISTING);
    }

    private static AllocationClient client(
            String own, String trusted, @Nullable String serverName) {
        var tls =
                new Security.MutualTls(
                        file(own + ".crt"),
                        file(own + ".key"),
                        file(trusted + ".crt"),
                        serverName,
                        Duration.ofMillis(20));
        return AllocationClient.connect(
                new AllocationConfig("localhost", server.getPort(), tls, Duration.ofSeconds(30), 1),
                EXECUTOR);
    }

    private static void makeCertificate(String name) throws Exception {
        Path store = file(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "SAN=dns:localhost",
                                "-validity",
                                "1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        writePem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        writePem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private static void writePem(String name, String kind, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(der);
        Files.writeString(
                file(name),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static Path file(String name) {
        return folder.resolve(name);
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
