package dev.tankfleet.certificates.pair;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and keys as text. Pure. */
public final class Pem {
    private static final int LINE = 64;
    private static final byte[] END_OF_LINE = {'\n'};
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

    private Pem() {}

    /** A certificate as text. */
    public static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no bytes", e);
        }
    }

    /** A private key as text, PKCS 8. */
    public static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /**
     * All certificates of a text.
     *
     * @return at least one
     * @throws CertificateException if there is none, or one that is none
     */
    public static List<X509Certificate> certificates(String text) throws CertificateException {
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        var found =
                CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return found;
    }

    /**
     * The private key of a text, of the kind that {@link Maker} makes.
     *
     * @throws GeneralSecurityException if there is none
     */
    static PrivateKey key(String text) throws GeneralSecurityException {
        var found = KEY.matcher(text);
        if (!found.find()) {
            throw new InvalidKeySpecException("no private key");
        }
        try {
            var der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(Maker.KEY).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("no private key", e);
        }
    }

    private static String block(String kind, byte[] der) {
        var body = Base64.getMimeEncoder(LINE, END_OF_LINE).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
