package dev.tankfleet.matchmaker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tankfleet.identity.TokenRules;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Makes tokens as auth would, and as a forger would. Immutable. */
final class TestTokens {
    static final String ISSUER = "tankfleet-auth";
    static final String AUDIENCE = "tankfleet";

    private final RSAKey key;

    private TestTokens(RSAKey key) {
        this.key = key;
    }

    static TestTokens create() {
        try {
            return new TestTokens(new RSAKeyGenerator(2048).keyID("k1").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String keySet() {
        return new JWKSet(key).toString(true);
    }

    String of(String player) {
        return of(player, AUDIENCE, Duration.ofMinutes(5));
    }

    String of(String player, String audience, Duration life) {
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(audience)
                        .subject(player)
                        .issueTime(Date.from(now.minusSeconds(600)))
                        .expirationTime(Date.from(now.plus(life)))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(TokenRules.ACCESS_TOKEN_TYPE))
                        .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a good token under a header that says that it needs no signature. */
    String unsigned(String player) {
        var parts = of(player).split("\\.", -1);
        var header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}"
                                        .getBytes(StandardCharsets.UTF_8));
        return header + "." + parts[1] + ".AAAA";
    }
}
