package dev.tankfleet.backup.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.process.config.Secret;

import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;

/** Signs statements with the key of one job. Immutable, any thread. */
public final class Signer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String keyId;
    private final PrivateKey key;

    private Signer(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * A signer.
     *
     * @param key as {@code backup keys} prints it
     * @throws IllegalArgumentException when it is not one
     */
    public static Signer of(Secret key) {
        var checked = Ed25519.privateKey(key);
        return new Signer(key.reveal().strip().substring(0, Ed25519.ID_LENGTH), checked);
    }

    /** The payload in an envelope (DSSE): what it is, who signed it, the signature. */
    public byte[] sign(String type, byte[] payload) {
        var signed = Ed25519.sign(key, Ed25519.preAuthentication(type, payload));
        var base64 = Base64.getEncoder();
        return bytesOf(
                new Envelope(
                        type,
                        base64.encodeToString(payload),
                        List.of(new Envelope.Signed(keyId, base64.encodeToString(signed)))));
    }

    static byte[] bytesOf(Envelope envelope) {
        try {
            return JSON.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }
}
