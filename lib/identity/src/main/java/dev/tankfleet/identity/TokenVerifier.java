package dev.tankfleet.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.tankfleet.identity.Verdict.Reason;
import dev.tankfleet.identity.Verdict.Rejected;
import dev.tankfleet.identity.Verdict.Verified;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whom a token speaks for. Shared by all request threads; the key cache behind it locks for
 * itself.
 *
 * <p>Checks run cheapest first, and nothing in the token is believed before its signature is: the
 * algorithm is fixed before the key is looked up, the key name is no more than a name in a bounded
 * map, and headers that bring a key along or point at one are refused. About 25 µs of CPU for a
 * genuine token; a call blocks only when it must wait for keys.
 */
public final class TokenVerifier {
    /** Longest token that is looked at, in characters; ours have about 700. */
    public static final int TOKEN_CHARS_MAX = 4096;

    /** Largest key set that is read. */
    public static final int KEY_SET_BYTES_MAX = 64 * 1024;

    // The base64 reader of the library skips characters it does not know; this pattern leaves it
    // none to skip.
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9_-]{2,})\\.([A-Za-z0-9_-]{2,})\\.([A-Za-z0-9_-]{2,})");
    private static final List<String> HEADERS_REFUSED =
            List.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip");

    private final TokenRules rules;
    private final KeyCache keys;
    private final InstantSource clock;

    private TokenVerifier(TokenRules rules, KeyCache keys, InstantSource clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Builds a verifier on the system clock with {@link KeyRefresh#DEFAULT}.
     *
     * @param rules what a token must say
     * @param source where the public keys come from
     * @return a verifier that has read no keys yet
     */
    public static TokenVerifier create(TokenRules rules, KeySource source) {
        return create(
                rules,
                source,
                KeyRefresh.DEFAULT,
                InstantSource.system(),
                Thread::startVirtualThread);
    }

    /**
     * Builds a verifier.
     *
     * @param rules what a token must say
     * @param source where the public keys come from
     * @param refresh how often they are read
     * @param clock the time of day
     * @param background runs a refresh that no request waits for; at most one is of use at a time
     * @return a verifier that has read no keys yet
     */
    public static TokenVerifier create(
            TokenRules rules,
            KeySource source,
            KeyRefresh refresh,
            InstantSource clock,
            Executor background) {
        return new TokenVerifier(rules, new KeyCache(source, refresh, clock, background), clock);
    }

    /**
     * Checks one token.
     *
     * @param token the compact form, without {@code Bearer} or spaces; anything at all may be
     *     passed
     * @return whom it speaks for, or the first rule that it broke
     */
    public Verdict verify(String token) {
        if (token.length() > TOKEN_CHARS_MAX) {
            return new Rejected(Reason.TOO_LARGE);
        }
        var parts = SHAPE.matcher(token);
        if (!parts.matches()) {
            return new Rejected(Reason.MALFORMED);
        }
        return verifyParts(parts);
    }

    private Verdict verifyParts(Matcher parts) {
        var header = new Base64URL(parts.group(1));
        var claims = new Base64URL(parts.group(2));
        var signature = new Base64URL(parts.group(3));
        try {
            var fields = object(header);
            var refused = refuseHeader(fields);
            if (refused != null) {
                return new Rejected(refused);
            }
            var found = keys.find(keyId(fields));
            var key = found.key();
            if (key == null) {
                return new Rejected(
                        found.conclusive() ? Reason.UNKNOWN_KEY : Reason.KEYS_UNAVAILABLE);
            }
            if (!isSigned(parts, key, header, signature)) {
                return new Rejected(Reason.BAD_SIGNATURE);
            }
            return judge(JWTClaimsSet.parse(object(claims)));
        } catch (ParseException _) {
            return new Rejected(Reason.MALFORMED);
        }
    }

    /** The library reads {@code null} as null and an array as an empty object. */
    private static Map<String, Object> object(Base64URL part) throws ParseException {
        Map<String, Object> fields = JSONObjectUtils.parse(part.decodeToString());
        if (fields == null || fields.isEmpty()) {
            throw new ParseException("no JSON object", 0);
        }
        return fields;
    }

    private @Nullable Reason refuseHeader(Map<String, Object> header) {
        if (!JWSAlgorithm.RS256.getName().equals(header.get("alg"))) {
            return Reason.WRONG_ALGORITHM;
        }
        if (!rules.type().equals(header.get("typ"))) {
            return Reason.WRONG_TYPE;
        }
        if (HEADERS_REFUSED.stream().anyMatch(header::containsKey)) {
            return Reason.MALFORMED;
        }
        return null;
    }

    private static String keyId(Map<String, Object> header) throws ParseException {
        if (header.get("kid") instanceof String keyId && Ids.isId(keyId)) {
            return keyId;
        }
        throw new ParseException("kid is missing or no id", 0);
    }

    private static boolean isSigned(
            Matcher parts, RSAPublicKey key, Base64URL header, Base64URL signature)
            throws ParseException {
        // The last character of a signature has bits to spare; only one of its spellings is the
        // signature.
        if (!Base64URL.encode(signature.decode()).equals(signature)) {
            return false;
        }
        var signed = (parts.group(1) + '.' + parts.group(2)).getBytes(StandardCharsets.US_ASCII);
        try {
            return new RSASSAVerifier(key).verify(JWSHeader.parse(header), signed, signature);
        } catch (JOSEException e) {
            throw new IllegalStateException("RS256 is not available in this JVM", e);
        }
    }

    private Verdict judge(JWTClaimsSet claims) {
        if (!rules.issuer().equals(claims.getIssuer())) {
            return new Rejected(Reason.WRONG_ISSUER);
        }
        if (!claims.getAudience().contains(rules.audience())) {
            return new Rejected(Reason.WRONG_AUDIENCE);
        }
        var expires = claims.getExpirationTime();
        var subject = claims.getSubject();
        if (expires == null || subject == null || !Ids.isId(subject)) {
            return new Rejected(Reason.MALFORMED);
        }
        var now = clock.instant();
        Instant expiresAt = expires.toInstant();
        if (!now.isBefore(expiresAt.plus(rules.leeway()))) {
            return new Rejected(Reason.EXPIRED);
        }
        var notBefore = claims.getNotBeforeTime();
        if (notBefore != null && now.plus(rules.leeway()).isBefore(notBefore.toInstant())) {
            return new Rejected(Reason.NOT_YET_VALID);
        }
        return new Verified(subject, expiresAt);
    }
}
