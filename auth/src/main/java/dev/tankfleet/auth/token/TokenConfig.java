package dev.tankfleet.auth.token;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How tokens are signed and how long they live.
 *
 * @param issuer {@code iss} of access tokens, not blank
 * @param audience {@code aud} of access tokens, not blank
 * @param signingKey PEM file of RSA keys, PKCS#8 or PKCS#1, read anew while the service runs: the
 *     first signs, tokens of the others are good as well; made with one key at the first start if
 *     it is not there
 * @param accessLife life of an access token, more than zero, at most an hour
 * @param refreshLife life of a session since its last refresh, longer than {@code accessLife}
 * @param refreshGrace how long the token before the last still gets the last one again, 0 to 1
 *     minute
 * @param sessionsMax sessions of one player; the one unused for longest ends when one more begins;
 *     1 to 1000
 */
public record TokenConfig(
        @Default("tankfleet-auth") String issuer,
        @Default("tankfleet") String audience,
        Path signingKey,
        @Default("5m") Duration accessLife,
        @Default("30d") Duration refreshLife,
        @Default("10s") Duration refreshGrace,
        @Default("20") int sessionsMax) {
    private static final Duration ACCESS_LIFE_MAX = Duration.ofHours(1);
    private static final Duration GRACE_MAX = Duration.ofMinutes(1);
    private static final int SESSIONS_MAX = 1000;

    /** Checks each rule. */
    public TokenConfig {
        Check.that(!issuer.isBlank(), "issuer", issuer, "not blank");
        Check.that(!audience.isBlank(), "audience", audience, "not blank");
        Check.that(
                accessLife.isPositive() && accessLife.compareTo(ACCESS_LIFE_MAX) <= 0,
                "accessLife",
                accessLife,
                "> 0 and <= 1 h");
        Check.that(
                refreshLife.compareTo(accessLife) > 0,
                "refreshLife",
                refreshLife,
                "longer than accessLife");
        Check.that(
                !refreshGrace.isNegative() && refreshGrace.compareTo(GRACE_MAX) <= 0,
                "refreshGrace",
                refreshGrace,
                "0 to 1 min");
        Check.that(
                sessionsMax >= 1 && sessionsMax <= SESSIONS_MAX,
                "sessionsMax",
                sessionsMax,
                "1 to 1000");
    }

    /**
     * Everything as by default.
     *
     * @param signingKey file of the key that signs
     * @return the defaults
     */
    public static TokenConfig withKey(Path signingKey) {
        return new TokenConfig(
                "tankfleet-auth",
                "tankfleet",
                signingKey,
                Duration.ofMinutes(5),
                Duration.ofDays(30),
                Duration.ofSeconds(10),
                20);
    }
}
