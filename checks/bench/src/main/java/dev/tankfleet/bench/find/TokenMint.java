package dev.tankfleet.bench.find;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tankfleet.player.account.Account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Signs access tokens with the fleet's own key, since one address may not ask for hundreds of
 * guests. Each is a real guest's token under another name. Immutable.
 */
final class TokenMint {
    private final PrivateKey key;
    private final SignedJWT sample;

    private TokenMint(PrivateKey key, SignedJWT sample) {
        this.key = key;
        this.sample = sample;
    }

    static TokenMint open(Path keyFile, Account guest) throws IOException {
        try {
            var pem = Files.readString(keyFile).replaceAll("-----[A-Z ]+-----", "");
            var bytes = Base64.getMimeDecoder().decode(pem);
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return new TokenMint(key, SignedJWT.parse(guest.accessToken()));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IOException("no key in " + keyFile, e);
        }
    }

    /** Players {@code name-0}, {@code name-1} and so on. */
    List<Account> players(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> player(name + "-" + i)).toList();
    }

    private Account player(String id) {
        try {
            var claims = new JWTClaimsSet.Builder(sample.getJWTClaimsSet()).subject(id).build();
            var token = new SignedJWT(sample.getHeader(), claims);
            token.sign(new RSASSASigner(key));
            return new Account(id, token.serialize(), "");
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }
}
