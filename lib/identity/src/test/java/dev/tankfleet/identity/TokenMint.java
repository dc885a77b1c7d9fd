package dev.tankfleet.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes tokens as auth would, and as a forger would. Owned by one test. */
final class TokenMint {
    static final String ISSUER = "tankfleet-auth";
    static final String AUDIENCE = "tankfleet";
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration LIFE = Duration.ofMinutes(5);

    private final RSAKey key;

    private TokenMint(RSAKey key) {
        this.key = key;
    }

    static TokenMint withKey(String keyId) {
        try {
            return new TokenMint(new RSAKeyGenerator(2048).keyID(keyId).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return key;
    }

    String keySet(TokenMint... others) {
        var all = new ArrayList<JWK>(List.of(key));
        for (var other : others) {
            all.add(other.key);
        }
        return new JWKSet(all).toString(true);
    }

    String token() {
        return token(header -> header, claims -> claims);
    }

    String token(
            UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims) {
        var start =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(TokenRules.ACCESS_TOKEN_TYPE));
        var body =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject("player-1")
                        .issueTime(Date.from(NOW))
                        .expirationTime(Date.from(NOW.plus(LIFE)));
        var token = new SignedJWT(header.apply(start).build(), claims.apply(body).build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
