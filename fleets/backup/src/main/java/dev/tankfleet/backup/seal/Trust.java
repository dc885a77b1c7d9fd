package dev.tankfleet.backup.seal;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose statements are believed. Immutable, any thread. */
public final class Trust {
    /** A manifest of a hundred thousand tables would still fit. */
    public static final int STATEMENT_MAX_BYTES = 16 * 1024 * 1024;

    private static final int DEPTH_MAX = 8;
    private static final ObjectReader JSON = reader();

    private final Map<String, PublicKey> keys;

    private Trust(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Believes the holders of these keys; several while one follows another.
     *
     * @param publicKeys as {@code backup keys} prints them
     * @throws IllegalArgumentException when one is not a key
     */
    public static Trust in(Collection<String> publicKeys) {
        var keys = new HashMap<String, PublicKey>();
        for (var text : publicKeys) {
            var key = Ed25519.publicKey(text.strip());
            keys.put(Ed25519.idOf(key.getEncoded()), key);
        }
        return new Trust(keys);
    }

    /**
     * The payload of an envelope, when one of the trusted signed exactly this.
     *
     * @throws NotTrusted when anything about it is wrong, down to a single bit
     */
    public byte[] open(String type, byte[] envelope) throws NotTrusted {
        Envelope read;
        try {
            read = JSON.readValue(envelope);
        } catch (IOException e) {
            throw new NotTrusted("not an envelope: " + e.getMessage());
        }
        if (read.signatures().size() != 1) {
            throw new NotTrusted(read.signatures().size() + " signatures (expected: 1)");
        }
        // There is one way to write an envelope. Base64 and JSON know others, in which a bit may
        // differ and nothing changes; such a bit is damage too.
        if (!Arrays.equals(Signer.bytesOf(read), envelope)) {
            throw new NotTrusted("not written as an envelope is");
        }
        if (!read.payloadType().equals(type)) {
            throw new NotTrusted("is a " + read.payloadType() + " (expected: " + type + ")");
        }
        return checked(read);
    }

    private byte[] checked(Envelope read) throws NotTrusted {
        var signature = read.signatures().getFirst();
        var key = keys.get(signature.keyid());
        if (key == null) {
            throw new NotTrusted("signed by " + signature.keyid() + ", who is not trusted");
        }
        var payload = bytes(read.payload());
        var message = Ed25519.preAuthentication(read.payloadType(), payload);
        if (!Ed25519.isBy(key, message, bytes(signature.sig()))) {
            throw new NotTrusted("the signature does not fit");
        }
        return payload;
    }

    private static byte[] bytes(String base64) throws NotTrusted {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            // The last character may carry bits that mean nothing.
            if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                throw new NotTrusted("not written as an envelope is");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new NotTrusted("not base64: " + e.getMessage());
        }
    }

    private static ObjectReader reader() {
        var mapper = new ObjectMapper();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxStringLength(STATEMENT_MAX_BYTES)
                                .maxNestingDepth(DEPTH_MAX)
                                .build());
        return mapper.readerFor(Envelope.class)
                .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** A statement that is not what one of the trusted signed. */
    public static final class NotTrusted extends Exception {
        private static final long serialVersionUID = 1L;

        NotTrusted(String message) {
            super(message);
        }
    }
}
