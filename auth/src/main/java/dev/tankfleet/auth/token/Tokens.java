package dev.tankfleet.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tankfleet.auth.token.Session.Hash;
import dev.tankfleet.auth.token.Session.Use;
import dev.tankfleet.identity.KeyRefresh;
import dev.tankfleet.identity.TokenRules;
import dev.tankfleet.identity.TokenVerifier;
import dev.tankfleet.identity.Verdict;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;

/** Gives out and takes back tokens; without state but its keys, shared by request threads. */
public final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private final TokenConfig config;
    private final SigningKeys keys;
    private final SessionStore sessions;
    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final SecureRandom random;

    private Tokens(
            TokenConfig config,
            SigningKeys keys,
            SessionStore sessions,
            TokenVerifier verifier,
            InstantSource clock,
            SecureRandom random) {
        this.config = config;
        this.keys = keys;
        this.sessions = sessions;
        this.verifier = verifier;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reads the signing keys, making the first one where the configuration says.
     *
     * @param config lives and keys
     * @param sessions where sessions are kept
     * @param clock the time of day
     * @param random source of secrets
     * @return the feature, ready for use
     * @throws IOException if a key file cannot be read or made
     */
    public static Tokens create(
            TokenConfig config, SessionStore sessions, InstantSource clock, SecureRandom random)
            throws IOException {
        var keys = SigningKeys.load(config, clock);
        var verifier =
                TokenVerifier.create(
                        TokenRules.accessTokens(config.issuer(), config.audience()),
                        keys::publicKeySet,
                        KeyRefresh.DEFAULT,
                        clock,
                        Runnable::run);
        return new Tokens(config, keys, sessions, verifier, clock, random);
    }

    /**
     * Begins a session.
     *
     * @param userId whose session it is
     * @return its first pair of tokens
     */
    public TokenPair open(UUID userId) {
        var now = now();
        var token = RefreshToken.random(UUID.randomUUID(), random);
        sessions.add(
                new Session(
                        token.sessionId(),
                        userId,
                        new Hash(token.sha256()),
                        null,
                        now,
                        now.plus(config.refreshLife())),
                config.sessionsMax(),
                now);
        return pair(userId, token, now);
    }

    /**
     * Exchanges a refresh token for the next pair.
     *
     * @param refreshToken what the client sent; anything at all may be passed
     * @return the pair, or why there is none
     */
    public Refreshed refresh(String refreshToken) {
        var parsed = RefreshToken.parse(refreshToken);
        if (parsed.isEmpty()) {
            return new Refreshed.Unknown();
        }
        var presented = parsed.get();
        var now = now();
        var successor = RefreshToken.random(presented.sessionId(), random);
        return sessions.use(
                        presented.sessionId(),
                        session -> session.use(presented, successor, now, config))
                .map(use -> refreshed(use, now))
                .orElseGet(Refreshed.Unknown::new);
    }

    /**
     * Ends the session of a refresh token, whichever of its tokens it is; an unknown one has none.
     *
     * @param refreshToken what the client sent; anything at all may be passed
     */
    public void close(String refreshToken) {
        RefreshToken.parse(refreshToken).ifPresent(token -> sessions.end(token.sessionId()));
    }

    /**
     * Checks an access token of ours.
     *
     * @param accessToken the compact form
     * @return whom it speaks for, or the first rule that it broke
     */
    public Verdict verify(String accessToken) {
        return verifier.verify(accessToken);
    }

    /** All keys whose tokens are still good, as a JSON Web Key Set. */
    public String publicKeySet() {
        return keys.publicKeySet();
    }

    private Refreshed refreshed(Use use, Instant now) {
        return switch (use) {
            case Use.Rotated(var next, var successor) ->
                    new Refreshed.Renewed(pair(next.userId(), successor, now));
            case Use.Repeated(var userId, var successor) ->
                    new Refreshed.Renewed(pair(userId, successor, now));
            case Use.Reused(var userId) -> {
                LOG.atWarn()
                        .addKeyValue("playerId", userId)
                        .addKeyValue("cause", "refresh_token_reused")
                        .log("Session ended: a spent refresh token was shown again");
                yield new Refreshed.Reused(userId);
            }
            case Use.Expired() -> new Refreshed.Unknown();
        };
    }

    private TokenPair pair(UUID userId, RefreshToken refreshToken, Instant now) {
        return new TokenPair(userId, sign(userId, now), refreshToken.text(), config.accessLife());
    }

    private String sign(UUID userId, Instant now) {
        var key = keys.current();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(TokenRules.ACCESS_TOKEN_TYPE))
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(config.issuer())
                        .audience(config.audience())
                        .subject(userId.toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(config.accessLife())))
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("RS256 is not available in this JVM", e);
        }
        return token.serialize();
    }

    /** PostgreSQL keeps microseconds, and what is stored must equal what is compared. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
