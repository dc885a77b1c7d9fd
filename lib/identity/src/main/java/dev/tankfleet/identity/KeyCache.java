package dev.tankfleet.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the public keys by name; shared by request threads, which read one immutable snapshot and
 * refresh it under a lock. Keys stay in use while the source is away: a token that was good before
 * an outage of auth is good during it.
 */
final class KeyCache {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCache.class);
    private static final int KEYS_MAX = 16;
    private static final int KEY_BITS_MIN = 2048;

    private final KeySource source;
    private final KeyRefresh refresh;
    private final InstantSource clock;
    private final Executor background;

    // Written by the thread that holds the lock, read by all.
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.MIN, Instant.MIN, false);

    KeyCache(KeySource source, KeyRefresh refresh, InstantSource clock, Executor background) {
        this.source = source;
        this.refresh = refresh;
        this.clock = clock;
        this.background = background;
    }

    /**
     * Finds a key by name, reading the key set again where that may help and the limits allow it.
     */
    Found find(String keyId) {
        var known = snapshot;
        var key = known.keys.get(keyId);
        if (key == null) {
            return findAfterRefresh(keyId);
        }
        if (isOlder(known.readAt, refresh.keysAgeMax()) && isDue(known) && !refreshing.isLocked()) {
            background.execute(this::refreshIfDue);
        }
        return new Found(key, true);
    }

    private Found findAfterRefresh(String keyId) {
        if (isDue(snapshot) || refreshing.isLocked()) {
            refreshIfDue();
        }
        var fresh = snapshot;
        return new Found(fresh.keys.get(keyId), fresh.lastTrySucceeded);
    }

    /** The thread that finds the lock taken waits for the other's read and uses what it brought. */
    private void refreshIfDue() {
        try {
            if (!refreshing.tryLock(refresh.waitMax().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (isDue(snapshot)) {
                snapshot = read(snapshot, clock.instant());
            }
        } finally {
            refreshing.unlock();
        }
    }

    private Snapshot read(Snapshot before, Instant now) {
        try {
            return new Snapshot(parse(source.fetch()), now, now, true);
        } catch (IOException | ParseException | JOSEException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.toString())
                    .addKeyValue("keysKept", before.keys.size())
                    .log("Public keys could not be read");
            return new Snapshot(before.keys, before.readAt, now, false);
        }
    }

    private static Map<String, RSAPublicKey> parse(String keySet)
            throws ParseException, JOSEException {
        if (keySet.length() > TokenVerifier.KEY_SET_BYTES_MAX) {
            throw new ParseException("key set of " + keySet.length() + " characters", 0);
        }
        var keys = new HashMap<String, RSAPublicKey>();
        for (JWK key : JWKSet.parse(keySet).getKeys()) {
            if (key instanceof RSAKey rsa && signsTokens(rsa) && keys.size() < KEYS_MAX) {
                keys.put(rsa.getKeyID(), rsa.toRSAPublicKey());
            }
        }
        if (keys.isEmpty()) {
            throw new ParseException("no RSA signing key in the key set", 0);
        }
        return Map.copyOf(keys);
    }

    private static boolean signsTokens(RSAKey key) {
        String keyId = key.getKeyID();
        return keyId != null
                && Ids.isId(keyId)
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getAlgorithm() == null || JWSAlgorithm.RS256.equals(key.getAlgorithm()))
                && key.size() >= KEY_BITS_MIN;
    }

    private boolean isDue(Snapshot known) {
        return isOlder(
                known.triedAt,
                known.lastTrySucceeded
                        ? refresh.refreshMinInterval()
                        : refresh.failureMinInterval());
    }

    /**
     * A time that lies in the future was written before the clock was set back, and counts as old.
     */
    private boolean isOlder(Instant at, Duration age) {
        var now = clock.instant();
        return at.isAfter(now) || !at.isAfter(now.minus(age));
    }

    /**
     * The answer to a look-up.
     *
     * @param key the key, or null if the set has none of that name
     * @param conclusive whether a missing key is known to be missing, or the set could not be read
     */
    record Found(@Nullable RSAPublicKey key, boolean conclusive) {}

    private record Snapshot(
            Map<String, RSAPublicKey> keys,
            Instant readAt,
            Instant triedAt,
            boolean lastTrySucceeded) {}
}
