package dev.tankfleet.agones.allocation;

import dev.tankfleet.agones.allocation.AllocationConfig.Security.MutualTls;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.CertificateUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificates of one client, as its files had them when they were last whole. Read by the
 * thread that made it, then by the channel's; handshakes may use it at any time.
 */
final class TlsFiles {
    private static final System.Logger LOG = System.getLogger(TlsFiles.class.getName());
    private static final byte[] PROBE = {1, 2, 3, 4};

    private final MutualTls tls;
    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    private final AdvancedTlsX509TrustManager authorities;

    // Owned by whoever reads. When the files that are in use were written; empty before the first.
    private List<FileTime> identityTimes = List.of();
    private List<FileTime> authorityTimes = List.of();

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    TlsFiles(MutualTls tls) {
        this.tls = tls;
        try {
            authorities = AdvancedTlsX509TrustManager.newBuilder().build();
            readIdentity();
            readAuthorities();
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
            readIdentity();
            readAuthorities();
        } catch (Exception e) { // Whatever is wrong with the files: the old ones stay in use.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "certificates were not read again, the old ones stay in use: " + tls,
                    e);
        }
    }

    private void readIdentity() throws IOException, GeneralSecurityException {
        var times = timesOf(tls.certificate(), tls.key());
        if (times.equals(identityTimes)) {
            return;
        }
        var chain = certificates(tls.certificate());
        try (var in = Files.newInputStream(tls.key())) {
            var key = CertificateUtils.getPrivateKey(in);
            // One of the two may be new already, and the other one not yet.
            if (!isKeyOf(chain[0], key)) {
                throw new CertificateException(
                        tls.key() + " is not the key of " + tls.certificate());
            }
            identity.updateIdentityCredentials(chain, key);
        }
        identityTimes = times;
    }

    private void readAuthorities() throws IOException, GeneralSecurityException {
        var times = timesOf(tls.authority());
        if (!times.equals(authorityTimes)) {
            authorities.updateTrustCredentials(certificates(tls.authority()));
            authorityTimes = times;
        }
    }

    private static List<FileTime> timesOf(Path... files) throws IOException {
        var times = new FileTime[files.length];
        for (int i = 0; i < files.length; i++) {
            times[i] = Files.getLastModifiedTime(files[i]);
        }
        return List.of(times);
    }

    /** At least one; a file that is being written may be empty, and nobody trusts nobody. */
    private static X509Certificate[] certificates(Path file)
            throws IOException, CertificateException {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateUtils.getX509Certificates(in);
            if (found.length == 0) {
                throw new CertificateException(file + " holds no certificate");
            }
            return found;
        }
    }

    private static boolean isKeyOf(X509Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        var signature =
                Signature.getInstance(
                        switch (key.getAlgorithm()) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default -> key.getAlgorithm();
                        });
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
