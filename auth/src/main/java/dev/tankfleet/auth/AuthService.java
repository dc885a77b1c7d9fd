package dev.tankfleet.auth;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;

import org.flywaydb.core.Flyway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The running service. Started and closed by whoever owns the process: {@code main}, the whole
 * fleet in one JVM, or a test. Requests run on virtual threads; the methods here may be called from
 * any thread.
 */
public final class AuthService implements AutoCloseable {
    private static final int STATEMENT_MAX_SECONDS = 3;
    private static final int MIGRATION_MAX_SECONDS = 60;

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private AuthService(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
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
        migrate(config.database());
        var context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .enableDefaultPropertySources(false)
                        .environmentPropertySource(false)
                        .bootstrapEnvironment(false)
                        .banner(false)
                        .propertySources(
                                PropertySource.of("auth.yml", fixedProperties()),
                                PropertySource.of("auth-config", configured(config)))
                        .singletons(config, registry)
                        .build();
        boolean isStarted = false;
        try {
            context.start();
            var server = context.getBean(EmbeddedServer.class).start();
            isStarted = true;
            return new AuthService(context, server);
        } finally {
            if (!isStarted) {
                context.close();
            }
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Where it is reached from this machine, without a slash at the end. */
    public URI url() {
        return URI.create("http://" + server.getHost() + ":" + port());
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
        server.stop();
        context.close();
    }

    private static void migrate(DatabaseConfig database) {
        Flyway.configure(AuthService.class.getClassLoader())
                .dataSource(
                        database.urlWithDeadlines(MIGRATION_MAX_SECONDS),
                        database.user(),
                        database.password().reveal())
                .schemas("auth")
                .table("flyway_history")
                .locations("classpath:db/auth")
                .load()
                .migrate();
    }

    private static Map<String, Object> fixedProperties() {
        try (InputStream file = AuthService.class.getResourceAsStream("/auth.yml")) {
            if (file == null) {
                throw new IllegalStateException("auth.yml is not on the class path");
            }
            return new YamlPropertySourceLoader().read("auth", file);
        } catch (IOException e) {
            throw new UncheckedIOException("auth.yml could not be read", e);
        }
    }

    private static Map<String, Object> configured(AuthConfig config) {
        var database = config.database();
        var properties = new HashMap<String, Object>();
        properties.put("tankfleet.service", "auth");
        properties.put("micronaut.server.host", config.host());
        properties.put("micronaut.server.port", config.port());
        properties.put("datasources.default.url", database.urlWithDeadlines(STATEMENT_MAX_SECONDS));
        properties.put("datasources.default.username", database.user());
        properties.put("datasources.default.password", database.password().reveal());
        properties.put("datasources.default.maximum-pool-size", database.connectionsMax());
        properties.put("micronaut.server.cors.enabled", !config.allowedOrigins().isEmpty());
        properties.put(
                "micronaut.server.cors.configurations.page.allowed-origins",
                config.allowedOrigins().stream().map(URI::toString).toList());
        return properties;
    }
}
