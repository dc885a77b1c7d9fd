package dev.tankfleet.identity;

import java.time.Duration;

/**
 * What a token must say to be believed. Each kind of token has rules that no other kind can meet.
 *
 * @param issuer the one accepted {@code iss}
 * @param audience must be among {@code aud}
 * @param type the one accepted {@code typ} in the header, compared exactly
 * @param leeway how far clocks may differ, 0 to 5 minutes
 */
public record TokenRules(String issuer, String audience, String type, Duration leeway) {
    /** The {@code typ} of an access token (RFC 9068). */
    public static final String ACCESS_TOKEN_TYPE = "at+jwt";

    /** How far the clocks of two services may differ. */
    public static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final Duration LEEWAY_MAX = Duration.ofMinutes(5);

    /** Checks that nothing is blank and the leeway is in range. */
    public TokenRules {
        requireText("issuer", issuer);
        requireText("audience", audience);
        requireText("type", type);
        if (leeway.isNegative() || leeway.compareTo(LEEWAY_MAX) > 0) {
            throw new IllegalArgumentException("leeway: " + leeway + " (expected: 0 s to 5 min)");
        }
    }

    /**
     * The rules for access tokens of players.
     *
     * @param issuer the one accepted {@code iss}
     * @param audience must be among {@code aud}
     * @return rules with type {@value #ACCESS_TOKEN_TYPE} and 30 s of leeway
     */
    public static TokenRules accessTokens(String issuer, String audience) {
        return new TokenRules(issuer, audience, ACCESS_TOKEN_TYPE, LEEWAY);
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": '" + value + "' (expected: not blank)");
        }
    }
}
