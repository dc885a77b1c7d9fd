package dev.tankfleet.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.auth.token.Session.Hash;
import dev.tankfleet.auth.token.Session.Use;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

final class SessionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TokenConfig config = TokenConfig.withKey(Path.of("unused.pem"));
    private final SecureRandom random = new SecureRandom();
    private final UUID sessionId = UUID.randomUUID();
    private final UUID userId = UUID.randomUUID();
    private final RefreshToken first = RefreshToken.random(sessionId, random);
    private final RefreshToken second = RefreshToken.random(sessionId, random);
    private final RefreshToken third = RefreshToken.random(sessionId, random);
    private final Session fresh =
            new Session(
                    sessionId,
                    userId,
                    new Hash(first.sha256()),
                    null,
                    NOW,
                    NOW.plus(config.refreshLife()));

    @Test
    void rotatesAtTheCurrentTokenAndLivesAnewFromThen() {
        var later = NOW.plusSeconds(3600);

        var next = rotated(fresh.use(first, second, later, config));

        assertThat(next.currentSha256()).isEqualTo(new Hash(second.sha256()));
        assertThat(next.expiresAt()).isEqualTo(later.plus(config.refreshLife()));
    }

    @Test
    void repeatsTheSameSuccessorWithinTheGrace() {
        var next = rotated(fresh.use(first, second, NOW, config));

        assertThat(next.use(first, third, NOW.plusMillis(9_999), config))
                .isInstanceOfSatisfying(
                        Use.Repeated.class,
                        repeated ->
                                assertThat(repeated.successor().text()).isEqualTo(second.text()));
    }

    @Test
    void seesAReuseAtTheEndOfTheGrace() {
        var next = rotated(fresh.use(first, second, NOW, config));

        assertThat(next.use(first, third, NOW.plusSeconds(10), config))
                .isEqualTo(new Use.Reused(userId));
    }

    @Test
    void seesAReuseWithoutGraceThoughItsClockWasReadBeforeTheRotation() {
        var strict =
                new TokenConfig(
                        config.issuer(),
                        config.audience(),
                        config.signingKey(),
                        config.accessLife(),
                        config.refreshLife(),
                        Duration.ZERO,
                        config.sessionsMax());
        var next = rotated(fresh.use(first, second, NOW, strict));

        assertThat(next.use(first, third, NOW.minusMillis(1), strict))
                .isEqualTo(new Use.Reused(userId));
    }

    @Test
    void seesAReuseWhenTheSuccessorHasBeenUsedItself() {
        var next = rotated(fresh.use(first, second, NOW, config));
        var afterNext = rotated(next.use(second, third, NOW.plusSeconds(1), config));

        assertThat(afterNext.use(first, first, NOW.plusSeconds(2), config))
                .isEqualTo(new Use.Reused(userId));
    }

    @Test
    void seesAReuseInATokenThatWasNeverGiven() {
        assertThat(fresh.use(third, second, NOW, config)).isEqualTo(new Use.Reused(userId));
    }

    @Test
    void expiresThirtyDaysAfterTheLastUse() {
        assertThat(fresh.use(first, second, fresh.expiresAt().minusMillis(1), config))
                .isInstanceOf(Use.Rotated.class);
        assertThat(fresh.use(first, second, fresh.expiresAt(), config))
                .isEqualTo(new Use.Expired());
    }

    @Test
    void keepsNoTokenInWhatIsStored() {
        var next = rotated(fresh.use(first, second, NOW, config));
        var rotation = next.rotation();

        assertThat(rotation).isNotNull();
        assertThat(third.unseal(rotation.successorSealed()).text()).isNotEqualTo(second.text());
        assertThat(first.unseal(rotation.successorSealed()).text()).isEqualTo(second.text());
    }

    @Test
    void readsATokenThatItWrote() {
        assertThat(RefreshToken.parse(first.text()))
                .hasValueSatisfying(
                        read -> {
                            assertThat(read.sessionId()).isEqualTo(sessionId);
                            assertThat(read.sha256()).isEqualTo(first.sha256());
                        });
        assertThat(first.text()).hasSize(64);
        assertThat(first).hasToString("RefreshToken[" + sessionId + "]");
    }

    private static Session rotated(Use use) {
        assertThat(use).isInstanceOf(Use.Rotated.class);
        return ((Use.Rotated) use).next();
    }
}
