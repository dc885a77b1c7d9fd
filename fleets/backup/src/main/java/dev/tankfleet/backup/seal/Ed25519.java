package dev.tankfleet.backup.seal;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Ed25519 keys as texts. A signing key is {@code id.base64}, so that its id is known without the
 * public half; a public key is base64 alone. The id is the beginning of the public key's SHA-256.
 * Stateless.
 */
final class Ed25519 {
    static final int ID_LENGTH = 16;
    private static final String ALGORITHM = "Ed25519";

    private Ed25519() {}

    /** A new pair: the public key first. */
    static SigningPair generate() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var isPublic = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            var secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            return new SigningPair(
                    isPublic, Secret.of(idOf(pair.getPublic().getEncoded()) + "." + secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    static String idOf(byte[] publicKey) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static PublicKey publicKey(String text) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            Check.that(false, "trusted", text, "public keys as `backup keys` prints them");
            throw new IllegalStateException(e);
        }
    }

    static PrivateKey privateKey(Secret key) {
        try {
            var encoded = key.reveal().strip().substring(ID_LENGTH + 1);
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException | RuntimeException e) { // any text may stand there
            Check.that(false, "key", key, "a signing key as `backup keys` prints it");
            throw new IllegalStateException(e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a checked key signs", e);
        }
    }

    static boolean isBy(PublicKey key, byte[] message, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A signature that has not even the form of one.
            return false;
        }
    }

    /** What is signed: the type and its length belong to it (DSSE, "PAE"). */
    static byte[] preAuthentication(String type, byte[] payload) {
        var head =
                "DSSEv1 %d %s %d "
                        .formatted(
                                type.getBytes(StandardCharsets.UTF_8).length, type, payload.length);
        var start = head.getBytes(StandardCharsets.UTF_8);
        var all = new byte[start.length + payload.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(payload, 0, all, start.length, payload.length);
        return all;
    }
}
