package dev.tankfleet.faults.leak;

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

import dev.tankfleet.identity.KeySource;
import dev.tankfleet.identity.TokenRules;
import dev.tankfleet.player.account.Account;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Signs the access tokens of players whom no auth knows. Immutable; every thread may ask. */
public final class Passports {
    public static final String ISSUER = "tankfleet-auth";
    public static final String AUDIENCE = "tankfleet";

    private static final Duration LIFE = Duration.ofHours(1);
    private static final int KEY_BITS = 2048;

    private final RSAKey key;

    private Passports(RSAKey key) {
        this.key = key;
    }

    public static Passports create() {
        try {
            return new Passports(new RSAKeyGenerator(KEY_BITS).keyID("k1").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public KeySource keys() {
        return KeySource.of(keysJson());
    }

    /** The public key, as auth would show it. */
    String keysJson() {
        return new JWKSet(key).toString(true);
    }

    public Account of(String player) {
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(player)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(TokenRules.ACCESS_TOKEN_TYPE))
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Account(player, token.serialize(), "");
    }
}
