package dev.tankfleet.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The key that signs and the public keys that verify, as they are in their file at the moment. A
 * key is named by its RFC 7638 thumbprint.
 *
 * <p>Request threads read one immutable snapshot; one of them looks at the file, at most once a
 * second. What is no key file leaves the keys that were there.
 */
final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final long LOOK_EVERY_MS = 1_000;

    private final KeyFile file;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();

    // Written by the thread that holds the lock, read by all.
    private volatile Snapshot snapshot;

    // Owned by the thread that holds the lock.
    private String refusedText = "";

    private SigningKeys(KeyFile file, InstantSource clock, Snapshot snapshot) {
        this.file = file;
        this.clock = clock;
        this.snapshot = snapshot;
    }

    /** Reads the keys of the configuration, making one if it is the first start. */
    static SigningKeys load(TokenConfig config, InstantSource clock) throws IOException {
        var file = new KeyFile(config.signingKey());
        file.createIfMissing();
        var text = file.text();
        return new SigningKeys(file, clock, Snapshot.of(text, file.parse(text), clock.millis()));
    }

    RSAKey current() {
        lookIfDue();
        return snapshot.keys.getFirst();
    }

    /** All valid keys as a JSON Web Key Set, without their private parts. */
    String publicKeySet() {
        lookIfDue();
        return snapshot.published;
    }

    private void lookIfDue() {
        // A clock that was set back must not keep us from looking.
        long sinceMs = Math.abs(clock.millis() - snapshot.lookedAtMs);
        if (sinceMs >= LOOK_EVERY_MS && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
    }

    private void look() {
        var before = snapshot;
        String text = refusedText;
        try {
            text = file.text();
            if (text.equals(before.text) || text.equals(refusedText)) {
                snapshot = before.lookedAt(clock.millis());
                return;
            }
            snapshot = Snapshot.of(text, file.parse(text), clock.millis());
            LOG.atInfo()
                    .addKeyValue("keys", snapshot.keys.size())
                    .addKeyValue("signs", snapshot.keys.getFirst().getKeyID())
                    .log("Signing keys read anew");
        } catch (IOException e) {
            // Told once for each content, and the keys before it stay.
            refusedText = text;
            snapshot = before.lookedAt(clock.millis());
            LOG.atError()
                    .addKeyValue("cause", e.getMessage())
                    .log("Signing keys could not be read, the former ones stay");
        }
    }

    /**
     * The keys at one moment.
     *
     * @param text what they were read from
     * @param keys the first signs
     * @param published public parts, as a JSON Web Key Set
     */
    private record Snapshot(String text, List<RSAKey> keys, String published, long lookedAtMs) {
        static Snapshot of(String text, List<RSAPrivateCrtKey> keys, long nowMs) {
            var named = keys.stream().map(SigningKeys::named).toList();
            var published = new JWKSet(List.<JWK>copyOf(named)).toString(true);
            return new Snapshot(text, named, published, nowMs);
        }

        Snapshot lookedAt(long nowMs) {
            return new Snapshot(text, keys, published, nowMs);
        }
    }

    private static RSAKey named(RSAPrivateCrtKey key) {
        try {
            var publicKey =
                    (RSAPublicKey)
                            KeyFactory.getInstance("RSA")
                                    .generatePublic(
                                            new RSAPublicKeySpec(
                                                    key.getModulus(), key.getPublicExponent()));
            return new RSAKey.Builder(publicKey)
                    .privateKey(key)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (NoSuchAlgorithmException | InvalidKeySpecException | JOSEException e) {
            throw new IllegalStateException("RSA is not available in this JVM", e);
        }
    }
}
