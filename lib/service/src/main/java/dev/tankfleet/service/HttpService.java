package dev.tankfleet.service;

import dev.tankfleet.process.client.ClientAddresses;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One Micronaut server that listens. It reads the file {@code {service}.yml} of the service and
 * what its owner says, and nothing that happens to lie in the environment. Started and closed by
 * its owner; requests run on virtual threads.
 */
public final class HttpService implements AutoCloseable {
    /** Property under which the beans of a service tell whose context they are in. */
    public static final String SERVICE = "tankfleet.service";

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private HttpService(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Builds the service's beans and listens. Comes back when the first request can be answered.
     *
     * @param owner class of the service, beside whose resources its file lies
     * @param service name of the service
     * @param registry where its meters go; the beans may ask for it, too
     * @param more properties beyond those of {@code config}
     * @param singletons objects that the beans may ask for
     * @throws RuntimeException if a bean cannot be built or the port is taken; nothing is left
     *     running then
     */
    public static HttpService start(
            Class<?> owner,
            String service,
            HttpConfig config,
            MeterRegistry registry,
            Map<String, Object> more,
            Object... singletons) {
        var clients = ClientAddresses.create(config.proxies(), registry);
        var context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .enableDefaultPropertySources(false)
                        .environmentPropertySource(false)
                        .bootstrapEnvironment(false)
                        .banner(false)
                        .propertySources(
                                PropertySource.of(service + ".yml", fixed(owner, service)),
                                PropertySource.of(
                                        service + "-config", configured(service, config, more)))
                        .singletons(
                                Stream.concat(
                                                Stream.of(registry, clients),
                                                Arrays.stream(singletons))
                                        .toArray())
                        .build();
        boolean isStarted = false;
        try {
            context.start();
            var server = context.getBean(EmbeddedServer.class).start();
            isStarted = true;
            return new HttpService(context, server);
        } finally {
            if (!isStarted) {
                context.close();
            }
        }
    }

    /** Where it is reached from this machine, without a slash at the end. */
    public URI url() {
        return URI.create("http://" + server.getHost() + ":" + server.getPort());
    }

    /** Whether it answers requests; from memory, for {@code /ready}. */
    public boolean isReady() {
        return server.isRunning();
    }

    /** Stops listening, then closes the beans in the reverse order of their making. */
    @Override
    public void close() {
        server.stop();
        context.close();
    }

    private static Map<String, Object> fixed(Class<?> owner, String service) {
        var name = service + ".yml";
        try (var file = owner.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new YamlPropertySourceLoader().read(service, file);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }

    private static Map<String, Object> configured(
            String service, HttpConfig config, Map<String, Object> more) {
        var properties = new HashMap<>(more);
        properties.put(SERVICE, service);
        properties.put("micronaut.server.host", config.host());
        properties.put("micronaut.server.port", config.port());
        properties.put("micronaut.server.cors.enabled", !config.allowedOrigins().isEmpty());
        properties.put(
                "micronaut.server.cors.configurations.page.allowed-origins",
                config.allowedOrigins().stream().map(URI::toString).toList());
        return properties;
    }
}
