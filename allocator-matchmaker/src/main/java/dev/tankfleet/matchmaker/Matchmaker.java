package dev.tankfleet.matchmaker;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;

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
public final class Matchmaker implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private Matchmaker(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Migrates the schema, builds the features, asks all game servers to speak, and listens. Comes
     * back when the first request can be answered.
     *
     * @param config what the operator decided
     * @param parts what the owner of the process brings along
     * @return the running service, to be closed by the caller
     * @throws RuntimeException if the database is away or the port is taken; nothing is left
     *     running then
     */
    public static Matchmaker start(MatchmakerConfig config, MatchmakerParts parts) {
        var context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .enableDefaultPropertySources(false)
                        .environmentPropertySource(false)
                        .bootstrapEnvironment(false)
                        .banner(false)
                        .propertySources(
                                PropertySource.of("matchmaker.yml", fixedProperties()),
                                PropertySource.of("matchmaker-config", configured(config)))
                        .singletons(config, parts)
                        .build();
        boolean isStarted = false;
        try {
            context.start();
            context.getBean(Running.class);
            var server = context.getBean(EmbeddedServer.class).start();
            isStarted = true;
            return new Matchmaker(context, server);
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

    /** Whether it answers requests; from memory, for {@code /ready}. */
    public boolean isReady() {
        return server.isRunning();
    }

    /** Stops listening, then the feeds, the threads, and the connections to the database. */
    @Override
    public void close() {
        server.stop();
        context.close();
    }

    private static Map<String, Object> fixedProperties() {
        try (InputStream file = Matchmaker.class.getResourceAsStream("/matchmaker.yml")) {
            if (file == null) {
                throw new IllegalStateException("matchmaker.yml is not on the class path");
            }
            return new YamlPropertySourceLoader().read("matchmaker", file);
        } catch (IOException e) {
            throw new UncheckedIOException("matchmaker.yml could not be read", e);
        }
    }

    private static Map<String, Object> configured(MatchmakerConfig config) {
        var properties = new HashMap<String, Object>();
        properties.put("tankfleet.service", "matchmaker");
        properties.put("micronaut.server.host", config.host());
        properties.put("micronaut.server.port", config.port());
        properties.put("micronaut.server.cors.enabled", !config.allowedOrigins().isEmpty());
        properties.put(
                "micronaut.server.cors.configurations.page.allowed-origins",
                config.allowedOrigins().stream().map(URI::toString).toList());
        return properties;
    }
}
