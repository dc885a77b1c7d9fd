package dev.tankfleet.agones.emulator.extensions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * As whom the extensions answer; whoever comes is let in, as by the real ones.
 *
 * @param certificate PEM, its own certificate first; an API server looks for the name {@code
 *     service.namespace.svc} in it
 * @param key the private key of it, PEM, PKCS 8, on an elliptic curve
 */
public record ExtensionsTls(Path certificate, Path key) {
    private static final char[] IN_MEMORY = new char[0];

    /** Reads both files. */
    SSLContext context() throws IOException {
        try (var pem = Files.newInputStream(certificate)) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry(
                    "extensions",
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der())),
                    IN_MEMORY,
                    chain.toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("extensionsTls: " + this + " (expected: PEM files)", e);
        }
    }

    private byte[] der() throws IOException {
        String base64 =
                Files.readString(key).replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").strip();
        return Base64.getMimeDecoder().decode(base64);
    }
}
