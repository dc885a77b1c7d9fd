package dev.tankfleet.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The key that signs and the public keys that verify; immutable. A key is named by its RFC 7638
 * thumbprint.
 */
final class SigningKeys {
    private final RSAKey current;
    private final JWKSet published;

    private SigningKeys(RSAKey current, JWKSet published) {
        this.current = current;
        this.published = published;
    }

    /** Reads the keys of the configuration, making the signing key if it is the first start. */
    static SigningKeys load(TokenConfig config) throws IOException {
        var current = named(new KeyFile(config.signingKey()).loadOrCreate());
        var all = new ArrayList<JWK>(List.of(current));
        for (var file : config.retiredKeys()) {
            all.add(named(new KeyFile(file).load()));
        }
        return new SigningKeys(current, new JWKSet(all));
    }

    RSAKey current() {
        return current;
    }

    /** All valid keys as a JSON Web Key Set, without their private parts. */
    String publicKeySet() {
        return published.toString(true);
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
