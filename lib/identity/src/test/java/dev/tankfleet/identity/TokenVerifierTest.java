package dev.tankfleet.identity;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tankfleet.identity.Verdict.Reason;
import dev.tankfleet.identity.Verdict.Rejected;
import dev.tankfleet.identity.Verdict.Verified;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

final class TokenVerifierTest {
    private static final TokenMint MINT = TokenMint.withKey("key-1");
    private static final TokenMint FORGER = TokenMint.withKey("key-1");

    private final TokenVerifier verifier = at(TokenMint.NOW);

    @Test
    void believesAGenuineToken() {
        assertThat(verifier.verify(MINT.token()))
                .isEqualTo(new Verified("player-1", TokenMint.NOW.plus(TokenMint.LIFE)));
    }

    @Test
    void allowsThirtySecondsOfClockDifferenceAndNoMore() {
        var token = MINT.token();
        var end = TokenMint.NOW.plus(TokenMint.LIFE);

        assertThat(at(end.plusSeconds(29)).verify(token)).isInstanceOf(Verified.class);
        assertRejected(at(end.plusSeconds(30)).verify(token), Reason.EXPIRED);
    }

    @Test
    void refusesATokenBeforeItsTimeAllowingThirtySeconds() {
        var token =
                withClaims(
                        claims -> claims.notBeforeTime(Date.from(TokenMint.NOW.plusSeconds(31))));

        assertRejected(verifier.verify(token), Reason.NOT_YET_VALID);
        assertThat(at(TokenMint.NOW.plusSeconds(1)).verify(token)).isInstanceOf(Verified.class);
    }

    @Test
    void refusesAKeyOfTheSameNameInAForgersHand() {
        assertRejected(verifier.verify(FORGER.token()), Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesAnyChangedCharacterOfAGenuineToken() {
        var token = MINT.token();
        var random = new Random(1);
        for (int i = 0; i < token.length(); i++) {
            char before = token.charAt(i);
            char after = "ABCabc019-_".charAt(random.nextInt(11));
            if (before != after) {
                var changed = token.substring(0, i) + after + token.substring(i + 1);
                assertThat(verifier.verify(changed))
                        .as("position %d", i)
                        .isInstanceOf(Rejected.class);
            }
        }
    }

    @Test
    void refusesEverySpellingOfTheLastCharacterButOne() {
        var token = MINT.token();
        var start = token.substring(0, token.length() - 1);
        var accepted =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                        .chars()
                        .filter(c -> verifier.verify(start + (char) c) instanceof Verified)
                        .count();

        assertThat(accepted).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none", "None", "NONE", "nOnE", "", "RS384", "PS256", "ES256", "rs256", "RS256 ",
                "HS512"
            })
    void refusesEveryAlgorithmButItsOwn(String algorithm) {
        var header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}";
        var parts = MINT.token().split("\\.", -1);

        assertRejected(
                verifier.verify(Base64URL.encode(header) + "." + parts[1] + "." + parts[2]),
                Reason.WRONG_ALGORITHM);
    }

    @Test
    void refusesAnUnsignedTokenInItsTwoSpellings() {
        var header = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}");
        var claims = MINT.token().split("\\.", -1)[1];

        assertRejected(verifier.verify(header + "." + claims + "."), Reason.MALFORMED);
        assertRejected(verifier.verify(header + "." + claims), Reason.MALFORMED);
    }

    @Test
    void refusesThePublicKeyUsedAsASharedSecret() throws JOSEException {
        for (byte[] secret :
                List.of(
                        MINT.key().toRSAPublicKey().getEncoded(),
                        MINT.key().toPublicJWK().toJSONString().getBytes(UTF_8))) {
            var forged =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID("key-1")
                                    .type(new JOSEObjectType("at+jwt"))
                                    .build(),
                            new JWTClaimsSet.Builder()
                                    .issuer(TokenMint.ISSUER)
                                    .audience(TokenMint.AUDIENCE)
                                    .subject("player-1")
                                    .expirationTime(Date.from(TokenMint.NOW.plus(TokenMint.LIFE)))
                                    .build());
            forged.sign(new MACSigner(secret));

            assertRejected(verifier.verify(forged.serialize()), Reason.WRONG_ALGORITHM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "AT+JWT", "application/at+jwt", "service+jwt", "at+jwt "})
    void refusesATokenOfAnotherKind(String type) {
        assertRejected(
                verifier.verify(
                        MINT.token(
                                header -> header.type(new JOSEObjectType(type)), claims -> claims)),
                Reason.WRONG_TYPE);
    }

    @Test
    void refusesATokenWithoutAKind() {
        assertRejected(
                verifier.verify(MINT.token(header -> header.type(null), claims -> claims)),
                Reason.WRONG_TYPE);
    }

    @Test
    void refusesAnotherIssuerEvenUnderTheRightKey() {
        assertRejected(
                verifier.verify(withClaims(claims -> claims.issuer("someone"))),
                Reason.WRONG_ISSUER);
        assertRejected(
                verifier.verify(withClaims(claims -> claims.issuer(null))), Reason.WRONG_ISSUER);
    }

    @Test
    void refusesAnotherAudienceAndFindsItsOwnAmongSeveral() {
        assertRejected(
                verifier.verify(withClaims(claims -> claims.audience("chat"))),
                Reason.WRONG_AUDIENCE);
        assertRejected(
                verifier.verify(withClaims(claims -> claims.audience((String) null))),
                Reason.WRONG_AUDIENCE);
        assertThat(
                        verifier.verify(
                                withClaims(
                                        claims ->
                                                claims.audience(
                                                        List.of("chat", TokenMint.AUDIENCE)))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void refusesATokenThatNeverEndsOrSpeaksForNobody() {
        assertRejected(
                verifier.verify(withClaims(claims -> claims.expirationTime(null))),
                Reason.MALFORMED);
        assertRejected(
                verifier.verify(withClaims(claims -> claims.subject(null))), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a*", ">", "a b", "a\r\nb", "", "ü"})
    void refusesASubjectThatIsNoId(String subject) {
        assertRejected(
                verifier.verify(withClaims(claims -> claims.subject(subject))), Reason.MALFORMED);
    }

    @Test
    void refusesAHeaderThatBringsAKeyAlong() {
        assertRejected(
                verifier.verify(
                        FORGER.token(
                                header -> header.jwk(FORGER.key().toPublicJWK()),
                                claims -> claims)),
                Reason.MALFORMED);
        assertRejected(
                verifier.verify(
                        FORGER.token(
                                header -> header.jwkURL(URI.create("http://evil.test/")),
                                claims -> claims)),
                Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a'; drop table", "", "kid with spaces"})
    void refusesAKeyNameThatIsNoId(String keyId) {
        assertRejected(
                verifier.verify(MINT.token(header -> header.keyID(keyId), claims -> claims)),
                Reason.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void refusesWhatIsNoToken(String garbage) {
        assertRejected(verifier.verify(garbage), Reason.MALFORMED);
    }

    static Stream<String> garbage() {
        var token = MINT.token();
        return Stream.of(
                "",
                ".",
                "..",
                " " + token,
                token + " ",
                token + "\n",
                "\t" + token,
                "Bearer " + token,
                token + "=",
                token + ".x",
                token.replaceFirst("\\.", ".."),
                "\u0000".repeat(50),
                "aaaa.bbbb.cccc",
                Base64URL.encode("[]") + ".e30.AAAA",
                Base64URL.encode("null") + ".e30.AAAA",
                Base64URL.encode("{\"a\":".repeat(500)) + ".e30.AAAA",
                Base64URL.encode("[".repeat(2000)) + ".e30.AAAA");
    }

    @Test
    void refusesAHugeTokenBeforeReadingIt() {
        assertRejected(verifier.verify("a".repeat(10_000_000)), Reason.TOO_LARGE);
        assertRejected(
                verifier.verify(withClaims(claims -> claims.claim("pad", "x".repeat(5000)))),
                Reason.TOO_LARGE);
    }

    @Test
    void refusesAnUnknownKey() {
        assertRejected(
                verifier.verify(MINT.token(header -> header.keyID("key-9"), claims -> claims)),
                Reason.UNKNOWN_KEY);
    }

    private static String withClaims(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return MINT.token(header -> header, claims);
    }

    private static TokenVerifier at(Instant now) {
        return TokenVerifier.create(
                TokenRules.accessTokens(TokenMint.ISSUER, TokenMint.AUDIENCE),
                KeySource.of(MINT.keySet()),
                new KeyRefresh(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3)),
                InstantSource.fixed(now),
                Runnable::run);
    }

    private static void assertRejected(Verdict verdict, Reason reason) {
        assertThat(verdict).isEqualTo(new Rejected(reason));
    }
}
