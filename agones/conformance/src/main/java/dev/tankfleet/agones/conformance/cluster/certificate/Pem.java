package dev.tankfleet.agones.conformance.cluster.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Keys, and the text form in which they and certificates are kept in files. Stateless. */
public final class Pem {
    private static final int EC_BITS = 256;
    private static final int RSA_BITS = 2048;
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    /** A new key on the curve P-256, which every server knows. */
    public static KeyPair newKey() {
        return newKey("EC", EC_BITS);
    }

    /** A new key as clients have it: fabric8 reads no other kind without more libraries. */
    static KeyPair newClientKey() {
        return newKey("RSA", RSA_BITS);
    }

    private static KeyPair newKey(String kind, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without " + kind, e);
        }
    }

    /** Writes a private key, for its owner's eyes. */
    public static Path writeKey(Path file, KeyPair key) {
        return write(file, "PRIVATE KEY", key.getPrivate().getEncoded());
    }

    /** Writes a public key. */
    public static Path writePublicKey(Path file, KeyPair key) {
        return write(file, "PUBLIC KEY", key.getPublic().getEncoded());
    }

    static Path write(Path file, String kind, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    file,
                    "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
