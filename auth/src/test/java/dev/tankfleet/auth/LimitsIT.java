package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class LimitsIT {
    private final AuthClient client = new AuthClient(AuthFixture.shared());

    @Test
    void letsTenFailuresOfAnAccountPassWhereverTheyComeFrom() {
        var name = AuthClient.anyName();
        client.register(name, AuthClient.PASSWORD);
        for (int i = 0; i < 10; i++) {
            var elsewhere = new AuthClient(AuthFixture.shared());
            assertThat(elsewhere.login(name, "wrong password").status()).isEqualTo(401);
        }

        var limited = new AuthClient(AuthFixture.shared()).login(name, AuthClient.PASSWORD);

        assertThat(limited.problem()).isEqualTo("429 too_many_attempts");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 360);
    }

    @Test
    void letsTwentyFailuresOfASourcePassWhoeverItTries() {
        for (int i = 0; i < 20; i++) {
            assertThat(client.login("nobody_" + i, "wrong password").status()).isEqualTo(401);
        }

        assertThat(client.login("nobody_20", "wrong password").problem())
                .isEqualTo("429 too_many_attempts");
        assertThat(
                        new AuthClient(AuthFixture.shared())
                                .login("nobody_21", "wrong password")
                                .status())
                .isEqualTo(401);
    }

    @Test
    void countsOnlyFailuresAgainstAPlayerWhoComesOften() {
        var name = AuthClient.anyName();
        client.register(name, AuthClient.PASSWORD);
        for (int i = 0; i < 25; i++) {
            assertThat(client.login(name, AuthClient.PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void letsEightPlayersOfOneHouseholdInAtOnce() {
        var answers =
                Race.of(
                        8,
                        () -> {
                            var name = AuthClient.anyName();
                            return client.register(name, AuthClient.PASSWORD).status() == 201
                                    ? client.login(name, AuthClient.PASSWORD).status()
                                    : 0;
                        });

        assertThat(answers).containsOnly(200);
    }

    @Test
    void believesOnlyWhatItsOwnProxySaysAboutTheSource() {
        for (int i = 0; i < 20; i++) {
            assertThat(loginThrough("203.0.113." + i + ", 198.18.0.1", i)).isEqualTo(401);
        }

        assertThat(loginThrough("203.0.113.99, 198.18.0.1", 20)).isEqualTo(429);
        assertThat(loginThrough("198.18.0.1, 198.18.0.2", 21)).isEqualTo(401);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void saysThatTheDatabaseIsAwayAndStillAnswersWhatNeedsNone() throws IOException {
        var postgres = EmbeddedPostgres.start();
        var config = AuthFixture.config(databaseOf(postgres), Duration.ofSeconds(10));
        try (var service = AuthService.start(config, new SimpleMeterRegistry())) {
            var here = new AuthClient(service);
            assertThat(here.guest().status()).isEqualTo(201);
            postgres.close();

            var answer = here.guest();

            assertThat(answer.problem()).isEqualTo("503 database_unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(here.get("/.well-known/jwks.json").status()).isEqualTo(200);
        } finally {
            postgres.close();
        }
    }

    private static DatabaseConfig databaseOf(EmbeddedPostgres postgres) {
        var url = "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
        return new DatabaseConfig(url, "postgres", Secret.of("postgres"), 2);
    }

    private int loginThrough(String forwardedFor, int n) {
        var service = AuthFixture.shared().url();
        var request =
                HttpRequest.newBuilder(service.resolve("/auth/login"))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", forwardedFor)
                        .POST(
                                BodyPublishers.ofString(
                                        AuthClient.credentials("stranger_" + n, "wrong password")));
        return client.send(request).status();
    }
}
