package dev.tankfleet.agones.allocation;

import dev.tankfleet.agones.allocation.AllocationConfig.Security.MutualTls;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;

/**
 * The certificates of one client, as its files had them when they were last whole. Read by the
 * thread that made it, then by the channel's; handshakes may use it at any time.
 */
final class TlsFiles {
    private static final System.Logger LOG = System.getLogger(TlsFiles.class.getName());

    private final MutualTls tls;
    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    private final AdvancedTlsX509TrustManager authorities;

    // Owned by whoever reads.
    private FileTime certificateTime;
    private FileTime keyTime;
    private FileTime authorityTime;

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    TlsFiles(MutualTls tls) {
        this.tls = tls;
        try {
            authorities = AdvancedTlsX509TrustManager.newBuilder().build();
            certificateTime = Files.getLastModifiedTime(tls.certificate());
            keyTime = Files.getLastModifiedTime(tls.key());
            authorityTime = Files.getLastModifiedTime(tls.authority());
            identity.updateIdentityCredentials(tls.certificate().toFile(), tls.key().toFile());
            authorities.updateTrustCredentials(tls.authority().toFile());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "security: " + tls + " (expected: readable PEM files)", e);
        }
    }

    /** For connections of this client, whenever they are made. */
    SslContext context() throws IOException {
        return GrpcSslContexts.forClient().keyManager(identity).trustManager(authorities).build();
    }

    /** Reads again what has changed. Never throws: a timer that throws is not run again. */
    void reload() {
        try {
            reloadIdentity();
            reloadAuthority();
        } catch (Exception e) { // Whatever is wrong with the files: the old ones stay in use.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "certificates were not read again, the old ones stay in use: " + tls,
                    e);
        }
    }

    /** A certificate without its key is half of a change: the rest is on its way. */
    private void reloadIdentity() throws IOException, GeneralSecurityException {
        FileTime newCertificate = Files.getLastModifiedTime(tls.certificate());
        FileTime newKey = Files.getLastModifiedTime(tls.key());
        if (!newCertificate.equals(certificateTime) && !newKey.equals(keyTime)) {
            identity.updateIdentityCredentials(tls.certificate().toFile(), tls.key().toFile());
            certificateTime = newCertificate;
            keyTime = newKey;
        }
    }

    private void reloadAuthority() throws IOException, GeneralSecurityException {
        FileTime newAuthority = Files.getLastModifiedTime(tls.authority());
        if (!newAuthority.equals(authorityTime)) {
            authorities.updateTrustCredentials(tls.authority().toFile());
            authorityTime = newAuthority;
        }
    }
}
