package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

final class AccessTokensIT {
    private final AuthClient client = new AuthClient(AuthFixture.shared());
    private final AuthClient.Answer guest = client.guest();

    @Test
    void believesATokenThatItsKeySigned()
            throws GeneralSecurityException, IOException, JOSEException {
        assertThat(
                        client.me(signed(serviceKey(), "tankfleet", guest.text("user_id"), 300))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAnExpiredToken() throws GeneralSecurityException, IOException, JOSEException {
        var token = signed(serviceKey(), "tankfleet", guest.text("user_id"), -31);

        assertThat(client.me(token).problem()).isEqualTo("401 token_expired");
    }

    @Test
    void refusesATokenForSomebodyElse()
            throws GeneralSecurityException, IOException, JOSEException {
        var token = signed(serviceKey(), "chat", guest.text("user_id"), 300);

        assertThat(client.me(token).problem()).isEqualTo("401 invalid_token");
    }

    @Test
    void refusesATokenOfAnAccountThatIsGone()
            throws GeneralSecurityException, IOException, JOSEException {
        var token = signed(serviceKey(), "tankfleet", UUID.randomUUID().toString(), 300);

        assertThat(client.me(token).problem()).isEqualTo("401 invalid_token");
    }

    @Test
    void refusesATokenThatAnotherKeySigned() throws JOSEException {
        var forger = new RSAKeyGenerator(2048).generate().toPrivateKey();

        assertThat(client.me(signed(forger, "tankfleet", guest.text("user_id"), 300)).problem())
                .isEqualTo("401 invalid_token");
    }

    @Test
    void refusesAnUnsignedToken() {
        var claims = guest.text("access_token").split("\\.", -1)[1];
        var header =
                Base64URL.encode(
                        "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId() + "\"}");

        assertThat(client.me(header + "." + claims + ".").problem()).isEqualTo("401 invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic dXNlcjpwYXNz", "Token abc"})
    void asksForATokenWhenThereIsNone(String authorization) {
        var answer =
                client.send(
                        client.request("/auth/me").header("Authorization", authorization).GET());

        assertThat(answer.problem()).isEqualTo("401 missing_token");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refusesGarbageAfterTheWordBearer() {
        var token = guest.text("access_token");
        for (String garbage :
                new String[] {
                    "x", "a.b.c", " " + token, token + "x", token + " " + token, "x".repeat(5000)
                }) {
            assertThat(client.me(garbage).problem()).as(garbage).isEqualTo("401 invalid_token");
        }
    }

    @Test
    void keepsItsKeyInAFileThatOnlyTheOwnerReads() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(AuthFixture.signingKey())))
                .isEqualTo("rw-------");
    }

    private String signed(PrivateKey key, String audience, String subject, int secondsLeft)
            throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(keyId())
                                .type(new JOSEObjectType("at+jwt"))
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer("tankfleet-auth")
                                .audience(audience)
                                .subject(subject)
                                .expirationTime(Date.from(Instant.now().plusSeconds(secondsLeft)))
                                .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String keyId() {
        return client.get("/.well-known/jwks.json")
                .body()
                .path("keys")
                .path(0)
                .path("kid")
                .asText();
    }

    private static PrivateKey serviceKey() throws GeneralSecurityException, IOException {
        var pem = Files.readString(AuthFixture.signingKey(), US_ASCII);
        var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
