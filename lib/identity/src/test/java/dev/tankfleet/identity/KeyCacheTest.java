package dev.tankfleet.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import dev.tankfleet.identity.Verdict.Reason;
import dev.tankfleet.identity.Verdict.Rejected;
import dev.tankfleet.identity.Verdict.Verified;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

final class KeyCacheTest {
    private static final TokenMint OLD = TokenMint.withKey("old");
    private static final TokenMint NEW = TokenMint.withKey("new");

    private Instant now = TokenMint.NOW;
    private final SourceUnderControl source = new SourceUnderControl(OLD.keySet());
    private final TokenVerifier verifier = verifierOf(source);

    @Test
    void readsTheKeySetOnceForManyTokens() {
        var token = OLD.token();
        for (int i = 0; i < 100; i++) {
            assertThat(verifier.verify(token)).isInstanceOf(Verified.class);
        }
        assertThat(source.fetches.get()).isEqualTo(1);
    }

    @Test
    void readsAtMostOnceInTenSecondsForUnknownKeys() {
        var token = OLD.token(header -> header.keyID("bogus"), claims -> claims);
        for (int i = 0; i < 1000; i++) {
            assertThat(verifier.verify(token)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
            now = now.plusMillis(20);
        }
        assertThat(source.fetches.get()).isBetween(2, 3);
    }

    @Test
    void findsAKeyThatIsPublishedLater() {
        assertThat(verifier.verify(NEW.token())).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
        source.answer = OLD.keySet(NEW);
        now = now.plusSeconds(10);

        assertThat(verifier.verify(NEW.token())).isInstanceOf(Verified.class);
        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
    }

    @Test
    void refusesARetiredKeyWithinAMinute() {
        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
        source.answer = NEW.keySet();
        now = now.plusSeconds(60);
        verifier.verify(NEW.token());

        assertThat(verifier.verify(OLD.token())).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
    }

    @Test
    void keepsItsKeysWhileTheSourceIsAway() {
        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
        source.away = true;
        now = now.plusSeconds(200);

        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
        assertThat(source.fetches.get()).isEqualTo(2);
        assertThat(verifier.verify(NEW.token())).isEqualTo(new Rejected(Reason.KEYS_UNAVAILABLE));
    }

    @Test
    void triesAgainASecondAfterTheSourceWasAwayAtTheStart() {
        source.away = true;
        assertThat(verifier.verify(OLD.token())).isEqualTo(new Rejected(Reason.KEYS_UNAVAILABLE));
        assertThat(verifier.verify(OLD.token())).isEqualTo(new Rejected(Reason.KEYS_UNAVAILABLE));
        assertThat(source.fetches.get()).isEqualTo(1);
        source.away = false;
        now = now.plusSeconds(1);

        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
    }

    @Test
    void keepsItsKeysWhenTheAnswerIsNoKeySet() {
        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
        for (String nonsense : List.of("", "{}", "{\"keys\":[]}", "<html>", "x".repeat(100_000))) {
            source.answer = nonsense;
            now = now.plusSeconds(60);
            var token =
                    OLD.token(
                            header -> header,
                            claims -> claims.expirationTime(Date.from(now.plusSeconds(60))));
            assertThat(verifier.verify(token))
                    .as("key set %s", nonsense)
                    .isInstanceOf(Verified.class);
        }
    }

    @Test
    void ignoresKeysThatMustNotSignTokens() throws JOSEException {
        var small = new RSAKeyGenerator(1024, true).keyID("small").generate();
        var secret = new OctetSequenceKeyGenerator(256).keyID("secret").generate();
        var sealing =
                new RSAKey.Builder(NEW.key().toRSAPublicKey())
                        .keyID("sealing")
                        .keyUse(KeyUse.ENCRYPTION)
                        .build();
        source.answer = new JWKSet(List.<JWK>of(OLD.key(), small, secret, sealing)).toString(false);

        for (String keyId : List.of("small", "secret", "sealing")) {
            var token = NEW.token(header -> header.keyID(keyId), claims -> claims);
            assertThat(verifier.verify(token))
                    .as(keyId)
                    .isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
        }
        assertThat(verifier.verify(OLD.token())).isInstanceOf(Verified.class);
    }

    @Test
    void letsRequestsAtTheStartShareOneRead()
            throws InterruptedException, ExecutionException, TimeoutException {
        var gate = new CountDownLatch(1);
        var fetches = new AtomicInteger();
        var slow =
                verifierOf(
                        () -> {
                            fetches.incrementAndGet();
                            awaitOpen(gate);
                            return OLD.keySet();
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Verdict>> verdicts =
                    IntStream.range(0, 20)
                            .mapToObj(_ -> threads.submit(() -> slow.verify(OLD.token())))
                            .toList();
            gate.countDown();
            for (var verdict : verdicts) {
                assertThat(verdict.get(5, TimeUnit.SECONDS)).isInstanceOf(Verified.class);
            }
        }
        assertThat(fetches.get()).isEqualTo(1);
    }

    private static void awaitOpen(CountDownLatch gate) throws IOException {
        try {
            if (!gate.await(5, TimeUnit.SECONDS)) {
                throw new IOException("gate stayed shut");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private TokenVerifier verifierOf(KeySource keys) {
        return TokenVerifier.create(
                TokenRules.accessTokens(TokenMint.ISSUER, TokenMint.AUDIENCE),
                keys,
                KeyRefresh.DEFAULT,
                () -> now,
                Runnable::run);
    }

    /** A key source that a test takes away and brings back. Owned by the test's thread. */
    private static final class SourceUnderControl implements KeySource {
        private final AtomicInteger fetches = new AtomicInteger();
        private String answer;
        private boolean away;

        private SourceUnderControl(String answer) {
            this.answer = answer;
        }

        @Override
        public String fetch() throws IOException {
            fetches.incrementAndGet();
            if (away) {
                throw new IOException("away");
            }
            return answer;
        }
    }
}
