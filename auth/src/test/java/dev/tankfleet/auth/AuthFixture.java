package dev.tankfleet.auth;

import dev.tankfleet.auth.login.HashingConfig;
import dev.tankfleet.auth.login.LoginConfig;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real PostgreSQL and services on it, shared by all tests of this module until their JVM ends.
 */
final class AuthFixture {
    static final URI PAGE = URI.create("http://play.test:8090");

    private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
    private static final Path FOLDER = createFolder();

    /**
     * Believes X-Forwarded-For from the loopback address, so that each test can be a client of its
     * own.
     */
    private static final AuthService SHARED = start(Duration.ofSeconds(10));

    private static final AuthService WITHOUT_GRACE = start(Duration.ZERO);

    private AuthFixture() {}

    static AuthService shared() {
        return SHARED;
    }

    /** The same database and key, but a spent refresh token has no grace. */
    static AuthService withoutGrace() {
        return WITHOUT_GRACE;
    }

    static Path signingKey() {
        return FOLDER.resolve("signing.pem");
    }

    static DatabaseConfig database() {
        return new DatabaseConfig(
                DATABASE.jdbcUrl(), DATABASE.user(), Secret.of(DATABASE.password()), 16);
    }

    static AuthService start(Duration refreshGrace) {
        return AuthService.start(config(database(), refreshGrace), new SimpleMeterRegistry());
    }

    static AuthConfig config(DatabaseConfig database, Duration refreshGrace) {
        var token =
                new TokenConfig(
                        "tankfleet-auth",
                        "tankfleet",
                        signingKey(),
                        List.of(),
                        Duration.ofMinutes(5),
                        Duration.ofDays(30),
                        refreshGrace,
                        3);
        return new AuthConfig(
                "127.0.0.1",
                0,
                List.of(PAGE),
                List.of("127.0.0.0/8"),
                List.of(),
                64,
                database,
                token,
                LoginConfig.DEFAULT,
                // A loaded build machine must not fail a test that is not about time.
                new HashingConfig(19_456, 2, 0, 64, Duration.ofSeconds(30)));
    }

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("auth-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
