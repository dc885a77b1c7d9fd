package dev.tankfleet.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;

import dev.tankfleet.identity.Verdict.Reason;
import dev.tankfleet.identity.Verdict.Rejected;
import dev.tankfleet.identity.Verdict.Verified;
import dev.tankfleet.testkit.fuzz.Effort;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Any text in the place of a token, and any header and claims under a genuine signature: a verdict,
 * never an exception, and belief only in what an independent check of the signature confirms.
 */
final class TokenFuzzTest {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final RSAKey KEY = TokenMint.withKey("key-1").key();
    private static final TokenVerifier VERIFIER =
            TokenVerifier.create(
                    TokenRules.accessTokens(TokenMint.ISSUER, TokenMint.AUDIENCE),
                    KeySource.of(new JWKSet(KEY.toPublicJWK()).toString()),
                    KeyRefresh.DEFAULT,
                    InstantSource.fixed(TokenMint.NOW),
                    Runnable::run);

    @FuzzTest
    void judgesAnyText(byte[] text) throws Exception {
        var token = new String(text, StandardCharsets.ISO_8859_1);

        var verdict = Effort.bounded(text.length, () -> VERIFIER.verify(token));

        // The key was made for this run: what comes from outside cannot be signed by it.
        assertThat(verdict).isInstanceOf(Rejected.class);
        if (token.length() > TokenVerifier.TOKEN_CHARS_MAX) {
            assertThat(verdict).isEqualTo(new Rejected(Reason.TOO_LARGE));
        }
    }

    /** The first byte says how many of the next ones are the header; the rest are the claims. */
    @FuzzTest
    void judgesWhatIsSignedWhateverItSays(byte[] parts) throws Exception {
        int split = parts.length == 0 ? 0 : Math.min(1 + (parts[0] & 0xFF), parts.length);
        var header = Base64URL.encode(Arrays.copyOfRange(parts, Math.min(1, split), split));
        var claims = Base64URL.encode(Arrays.copyOfRange(parts, split, parts.length));
        var signed = header + "." + claims;
        var token = signed + "." + sign(signed);

        var verdict = Effort.bounded(token.length(), () -> VERIFIER.verify(token));

        if (verdict instanceof Verified(var subject, var expiresAt)) {
            assertThat(subject).matches(ID);
            assertThat(expiresAt).isAfter(TokenMint.NOW.minus(TokenRules.LEEWAY));
            var fields = JSONObjectUtils.parse(header.decodeToString());
            assertThat(fields)
                    .containsEntry("alg", "RS256")
                    .containsEntry("typ", TokenRules.ACCESS_TOKEN_TYPE)
                    .containsEntry("kid", "key-1")
                    .doesNotContainKeys("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip");
            assertThat(issuerOf(claims)).isEqualTo(TokenMint.ISSUER);
        }
    }

    private static Object issuerOf(Base64URL claims) throws ParseException {
        return JSONObjectUtils.parse(claims.decodeToString()).get("iss");
    }

    private static Base64URL sign(String text) throws GeneralSecurityException, JOSEException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KEY.toPrivateKey());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return Base64URL.encode(signature.sign());
    }
}
