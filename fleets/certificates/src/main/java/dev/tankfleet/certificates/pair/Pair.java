package dev.tankfleet.certificates.pair;

import dev.tankfleet.process.tls.PrivateKeys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A certificate with its key.
 *
 * @param certificate says who it is
 * @param key proves it
 */
public record Pair(X509Certificate certificate, PrivateKey key) {
    private static final int RENEWED_IN_THE_LAST = 3;

    /**
     * What two texts hold.
     *
     * @throws GeneralSecurityException if they hold no certificate, no key of ours, or another's
     */
    public static Pair of(String certificate, String key) throws GeneralSecurityException {
        var pair = new Pair(Pem.certificates(certificate).getFirst(), Pem.key(key));
        if (!PrivateKeys.belongTogether(pair.key, pair.certificate.getPublicKey())) {
            throw new CertificateException("the key is not that of the certificate");
        }
        return pair;
    }

    /** When it ends. */
    public Instant until() {
        return certificate.getNotAfter().toInstant();
    }

    /** Whether less than a third of its life is left. */
    public boolean isDue(Instant now) {
        var life = Duration.between(certificate.getNotBefore().toInstant(), until());
        return Duration.between(now, until()).compareTo(life.dividedBy(RENEWED_IN_THE_LAST)) < 0;
    }

    /** Whether it vouches for others. */
    public boolean isAuthority() {
        return certificate.getBasicConstraints() >= 0;
    }

    /** Whether another one vouches for it. */
    public boolean isSignedBy(Pair authority) {
        try {
            certificate.verify(authority.certificate.getPublicKey());
            return certificate
                    .getIssuerX500Principal()
                    .equals(authority.certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** The names and addresses that it is for. */
    public List<String> hosts() {
        try {
            return Objects.requireNonNullElse(
                            certificate.getSubjectAlternativeNames(), List.<List<?>>of())
                    .stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateException _) {
            // Names that cannot be read are for nobody.
            return List.of();
        }
    }
}
