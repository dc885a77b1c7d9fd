package dev.tankfleet.auth;

import dev.tankfleet.service.HttpService;
import dev.tankfleet.service.postgres.Schema;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The running service. Started and closed by whoever owns the process: {@code main}, the whole
 * fleet in one JVM, or a test. Requests run on virtual threads; the methods here may be called from
 * any thread.
 */
public final class AuthService implements AutoCloseable {
    static final String NAME = "auth";
    static final Duration STATEMENT_MAX = Duration.ofSeconds(3);

    private final HttpService http;

    private AuthService(HttpService http) {
        this.http = http;
    }

    /**
     * Migrates the schema, builds the features and listens. Comes back when the first request can
     * be answered.
     *
     * @param config what the operator decided
     * @param registry where the meters go
     * @return the running service, to be closed by the caller
     * @throws RuntimeException if the database is away, a key file cannot be used, or the port is
     *     taken; nothing is left running then
     */
    public static AuthService start(AuthConfig config, MeterRegistry registry) {
        Schema.migrate(AuthService.class, NAME, config.database());
        return new AuthService(
                HttpService.start(
                        AuthService.class,
                        NAME,
                        config.http(),
                        registry,
                        dataSource(config),
                        config));
    }

    /** Where it is reached from this machine, without a slash at the end. */
    public URI url() {
        return http.url();
    }

    /** Where its public keys are. */
    public URI keysUrl() {
        return url().resolve("/.well-known/jwks.json");
    }

    /**
     * Stops listening, ends the hashing threads and closes the connections to the database, in this
     * order.
     */
    @Override
    public void close() {
        http.close();
    }

    private static Map<String, Object> dataSource(AuthConfig config) {
        var database = config.database();
        return Map.of(
                "datasources.default.url", database.urlWithDeadlines(NAME, STATEMENT_MAX),
                "datasources.default.maximum-pool-size", database.connectionsMax());
    }
}
