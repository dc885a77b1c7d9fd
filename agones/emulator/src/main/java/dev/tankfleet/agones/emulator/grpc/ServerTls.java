package dev.tankfleet.agones.emulator.grpc;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The allocator's certificates. A thread of its own looks each {@value #RELOAD_EVERY_S} s whether
 * the files have changed, since the real one takes new ones without a restart; connections that are
 * made afterwards see them.
 */
final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final long RELOAD_EVERY_S = 1;

    private final AllocatorTls files;
    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    private final AdvancedTlsX509TrustManager clients;
    private final ScheduledExecutorService reader;

    // Owned by the reader once it runs. When the files that are in use were written.
    private List<FileTime> times = List.of();

    private ServerTls(String cluster, AllocatorTls files)
            throws IOException, GeneralSecurityException {
        this.files = files;
        this.clients =
                AdvancedTlsX509TrustManager.newBuilder()
                        // A client is whoever its authority says; it has no host name.
                        .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
                        .build();
        this.reader =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform()
                                .name("agones-" + cluster + "-certificates")
                                .daemon()
                                .factory());
    }

    /**
     * Reads the files, and reads them again from now on.
     *
     * @throws IOException if one of them cannot be read
     */
    static ServerTls read(String cluster, AllocatorTls files) throws IOException {
        try {
            var tls = new ServerTls(cluster, files);
            tls.readAll();
            var _ =
                    tls.reader.scheduleWithFixedDelay(
                            tls::reload, RELOAD_EVERY_S, RELOAD_EVERY_S, TimeUnit.SECONDS);
            return tls;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("allocatorTls: " + files + " (expected: readable PEM files)", e);
        }
    }

    SslContext forGrpc() throws IOException {
        return GrpcSslContexts.configure(context()).build();
    }

    SslContext forHttp() throws IOException {
        return context().build();
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }

    private SslContextBuilder context() {
        return SslContextBuilder.forServer(identity)
                .trustManager(clients)
                .clientAuth(ClientAuth.REQUIRE);
    }

    /** Never throws: a timer that throws is not run again. */
    private void reload() {
        try {
            readAll();
        } catch (Exception e) { // whatever is wrong with the files, the old ones stay in use
            LOG.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("certificates were not read again, the old ones stay in use");
        }
    }

    private void readAll() throws IOException, GeneralSecurityException {
        List<FileTime> now = new ArrayList<>();
        for (Path file : List.of(files.certificate(), files.key(), files.clientAuthority())) {
            now.add(Files.getLastModifiedTime(file));
        }
        if (!now.equals(times)) {
            identity.updateIdentityCredentials(files.certificate().toFile(), files.key().toFile());
            clients.updateTrustCredentials(files.clientAuthority().toFile());
            times = now;
        }
    }
}
