package dev.tankfleet.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.auth.account.Account;
import dev.tankfleet.auth.account.AccountStore;
import dev.tankfleet.auth.account.Username;
import dev.tankfleet.auth.login.Outcome.Refusal;
import dev.tankfleet.auth.login.Outcome.Refused;
import dev.tankfleet.auth.token.Session;
import dev.tankfleet.auth.token.SessionStore;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.auth.token.Tokens;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What counts as an attempt. */
final class LoginTest {
    private static final int MANY = 50;
    private static final String PASSWORD = "correct horse battery staple";
    private static final String SOURCE = "192.0.2.1";

    private final SwitchedStore store = new SwitchedStore();

    @Test
    void countsNoAttemptAgainstThePlayerWhileTheDatabaseIsAway(@TempDir Path folder)
            throws IOException {
        try (var login = login(folder)) {
            store.isAway = true;
            for (int i = 0; i < MANY; i++) {
                assertAway(() -> login.login("anna", PASSWORD, SOURCE));
                assertAway(() -> login.register("anna", PASSWORD, SOURCE));
                assertAway(() -> login.guest(SOURCE));
            }
            store.isAway = false;

            assertThat(login.login("anna", PASSWORD, SOURCE))
                    .isEqualTo(new Refused<>(new Refusal.WrongCredentials()));
            assertThat(login.register("anna", PASSWORD, SOURCE))
                    .isInstanceOf(Outcome.Welcome.class);
            assertThat(login.guest(SOURCE)).isInstanceOf(Outcome.Welcome.class);
        }
    }

    @Test
    void countsWrongPasswords(@TempDir Path folder) throws IOException {
        try (var login = login(folder)) {
            Outcome<?> last = login.login("anna", PASSWORD, SOURCE);
            for (int i = 0; i < MANY; i++) {
                last = login.login("anna", PASSWORD, SOURCE);
            }

            assertThat(last).isInstanceOf(Refused.class);
            assertThat(((Refused<?>) last).why()).isInstanceOf(Refusal.TooManyAttempts.class);
        }
    }

    private Login login(Path folder) throws IOException {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        return Login.create(
                LoginConfig.DEFAULT,
                HashingConfig.DEFAULT,
                store,
                new PlainHasher(),
                Tokens.create(
                        TokenConfig.withKey(folder.resolve("key.pem")),
                        new NoSessions(),
                        clock,
                        random),
                clock,
                random,
                new SimpleMeterRegistry());
    }

    private static void assertAway(Runnable call) {
        assertThatThrownBy(call::run).hasMessage("away");
    }

    /** Has no accounts and takes each; throws while it is away. */
    private static final class SwitchedStore implements AccountStore {
        private boolean isAway;

        @Override
        public boolean add(Account account) {
            check();
            return true;
        }

        @Override
        public Optional<Account> find(Username username) {
            check();
            return Optional.empty();
        }

        @Override
        public Optional<Account> find(UUID userId) {
            check();
            return Optional.empty();
        }

        private void check() {
            if (isAway) {
                throw new IllegalStateException("away");
            }
        }
    }

    /** Costs nothing, so that many attempts take no time. */
    private static final class PlainHasher implements PasswordHasher {
        @Override
        public String hash(String password) {
            return password;
        }

        @Override
        public boolean matches(String password, String hash) {
            return password.equals(hash);
        }
    }

    private static final class NoSessions implements SessionStore {
        @Override
        public void add(Session session, int sessionsMax, Instant now) {
            assertThat(sessionsMax).isPositive();
        }

        @Override
        public Optional<Session.Use> use(UUID sessionId, Function<Session, Session.Use> rule) {
            return Optional.empty();
        }

        @Override
        public void end(UUID sessionId) {
            throw new UnsupportedOperationException();
        }
    }
}
