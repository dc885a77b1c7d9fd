package dev.tankfleet.process.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads the private key that belongs to a public one. Pure. */
public final class PrivateKeys {
    /** PKCS#8, or bare as older openssl, Helm and cert-manager write it. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN (RSA |EC |)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int LONG_LENGTH = 0x80;
    private static final byte[] PROBE = {1, 2, 3, 4};

    private PrivateKeys() {}

    /**
     * The key of a PEM text.
     *
     * @param other the public half, as the certificate has it
     * @throws GeneralSecurityException if there is none, or another one; the message says which
     */
    static PrivateKey read(String pem, PublicKey other) throws GeneralSecurityException {
        var block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new InvalidKeyException("holds no private key without a password");
        }
        var key = parsed(block.group(2), block.group(1).isEmpty(), other);
        if (!belongTogether(key, other)) {
            throw new InvalidKeyException("is not the key of the certificate");
        }
        return key;
    }

    private static PrivateKey parsed(String base64, boolean isFramed, PublicKey other)
            throws GeneralSecurityException {
        try {
            var der = Base64.getMimeDecoder().decode(base64);
            var framed = isFramed ? der : framed(der, other);
            return KeyFactory.getInstance(other.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(framed));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            var kind = other.getAlgorithm();
            throw new InvalidKeyException("holds no " + kind + " key as the certificate does", e);
        }
    }

    /** PKCS#8 names the kind of key by the very bytes with which the public half names it. */
    private static byte[] framed(byte[] bare, PublicKey other) {
        return der(SEQUENCE, VERSION_0, kindOf(other.getEncoded()), der(OCTETS, bare));
    }

    private static byte[] kindOf(byte[] publicKey) {
        var in = ByteBuffer.wrap(publicKey);
        skipHead(in);
        int from = in.position();
        int length = skipHead(in);
        return Arrays.copyOfRange(publicKey, from, in.position() + length);
    }

    /** Passes tag and length, and tells the length. */
    private static int skipHead(ByteBuffer in) {
        in.get();
        int length = in.get() & 0xff;
        if (length < LONG_LENGTH) {
            return length;
        }
        int value = 0;
        for (int bytes = length - LONG_LENGTH; bytes > 0; bytes--) {
            value = (value << Byte.SIZE) | (in.get() & 0xff);
        }
        return value;
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var out = new ByteArrayOutputStream();
        out.write(tag);
        // Two bytes hold the length of any file that is read here.
        out.write(LONG_LENGTH | Short.BYTES);
        out.write(length >> Byte.SIZE);
        out.write(length);
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /**
     * Whether what one signs the other verifies.
     *
     * @throws GeneralSecurityException if they are not of one kind, or of one that this JVM does
     *     not know
     */
    public static boolean belongTogether(PrivateKey key, PublicKey other)
            throws GeneralSecurityException {
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
        signature.initVerify(other);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
