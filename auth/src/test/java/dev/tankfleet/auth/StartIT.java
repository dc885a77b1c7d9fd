package dev.tankfleet.auth;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

final class StartIT {
    private static final String OURS = "(auth|default-nio|scheduled|io-exec|PostgreSQL-JDBC).*";

    @TempDir private Path folder;
    private Set<Thread> before = Set.of();

    @BeforeEach
    void rememberThreads() {
        AuthFixture.shared();
        AuthFixture.withoutGrace();
        before = Thread.getAllStackTraces().keySet();
    }

    /** The pool of connections gives its helpers back some seconds after it has used them. */
    @AfterEach
    void findNoThreadLeft() throws Exception {
        eventually(
                Duration.ofSeconds(20),
                () ->
                        assertThat(Thread.getAllStackTraces().keySet())
                                .filteredOn(thread -> !before.contains(thread))
                                .extracting(Thread::getName)
                                .noneMatch(name -> name.matches(OURS)));
    }

    @Test
    void stopsWithNothingLeftRunning() {
        try (var service = start(0, folder.resolve("signing.pem"))) {
            var client = new AuthClient(service);
            assertThat(client.register(AuthClient.anyName(), AuthClient.PASSWORD).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void refusesToStartOnAPortThatIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(taken.getLocalPort(), folder.resolve("signing.pem")))
                    .hasStackTraceContaining("BindException");
        }
    }

    @Test
    void refusesToStartWithAKeyFileThatHoldsNoKey() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.pem"), "no key");

        assertThatThrownBy(() -> start(0, broken)).hasStackTraceContaining(broken.toString());
    }

    @Test
    void refusesToStartWithoutItsDatabase() {
        var nowhere =
                new DatabaseConfig(
                        "jdbc:postgresql://127.0.0.1:1/none", "nobody", Secret.of(""), 1);
        var config =
                AuthConfig.onLoopback(
                        0, List.of(), nowhere, TokenConfig.withKey(folder.resolve("signing.pem")));

        assertThatThrownBy(() -> AuthService.start(config, new SimpleMeterRegistry()))
                .hasStackTraceContaining("Connection");
    }

    private static AuthService start(int port, Path key) {
        return AuthService.start(
                AuthConfig.onLoopback(
                        port, List.of(), AuthFixture.database(), TokenConfig.withKey(key)),
                new SimpleMeterRegistry());
    }
}
