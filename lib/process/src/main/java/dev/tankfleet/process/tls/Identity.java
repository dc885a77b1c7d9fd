package dev.tankfleet.process.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its key.
 *
 * @param chain the certificate itself, then those that vouch for it
 * @param key of the first one
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {
    Identity {
        chain = List.copyOf(chain);
    }

    /**
     * What two files hold.
     *
     * @throws GeneralSecurityException if they cannot be used; the message names the file
     */
    static Identity of(PemFiles files) throws GeneralSecurityException {
        var chain = chain(files.certificate());
        try {
            var key = PrivateKeys.read(files.key().reveal(), chain.getFirst().getPublicKey());
            return new Identity(chain, key);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(PemFiles.KEY + " " + e.getMessage(), e);
        }
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Whether a client that asks for this kind of key is served. */
    boolean is(String keyType) {
        return key.getAlgorithm().equals(keyType);
    }

    private static List<X509Certificate> chain(String pem) throws CertificateException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
        try {
            var chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new CertificateException(PemFiles.CERTIFICATE + " holds no certificate", e);
        }
        throw new CertificateException(PemFiles.CERTIFICATE + " holds no certificate");
    }

    @Override
    public String toString() {
        return certificate().getSubjectX500Principal() + " until " + certificate().getNotAfter();
    }
}
