package dev.tankfleet.process.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.tankfleet.process.tls.ServerTls;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/**
 * The ops port: {@code /metrics} in Prometheus text, {@code /live} and {@code /ready} in JSON with
 * 200 or 503; all of it over TLS if there is a certificate. Started and closed by the thread that
 * wires the process; requests run on two threads behind a queue of 32, a further one is cut off. A
 * request that takes longer than 5 s to arrive or to leave is dropped (unless the JVM was started
 * with other {@code sun.net.httpserver} limits).
 */
public final class OpsServer implements AutoCloseable {
    private static final int THREADS_MAX = 2;
    private static final int QUEUE_MAX = 32;
    private static final int BACKLOG_MAX = 32;
    private static final int REQUEST_MAX_S = 5;
    private static final int STOP_MAX_S = 1;

    private final OpsConfig config;
    private final PrometheusMeterRegistry registry;
    private final Probe live;
    private final Probe ready;

    // Owned by the thread that starts and closes the server.
    private @Nullable Running running;

    private OpsServer(OpsConfig config, PrometheusMeterRegistry registry, Probe live, Probe ready) {
        this.config = config;
        this.registry = registry;
        this.live = live;
        this.ready = ready;
    }

    /**
     * Makes a server that does not listen yet.
     *
     * @param registry what {@code /metrics} shows; the JVM's own meters join it at start, unless
     *     another server of this JVM already shows them
     * @param live conditions of {@code /live}: when one fails, only a restart helps
     * @param ready conditions of {@code /ready}
     */
    public static OpsServer create(
            OpsConfig config, PrometheusMeterRegistry registry, Probe live, Probe ready) {
        return new OpsServer(config, registry, live, ready);
    }

    /**
     * Binds and answers.
     *
     * @throws UncheckedIOException when the port is taken, with a {@link java.net.BindException};
     *     the message names host and port; or when there is no certificate that it could use
     * @throws IllegalStateException when it runs already
     */
    public void start() {
        if (running != null) {
            throw new IllegalStateException("the ops server runs already");
        }
        limitRequestTime();
        var http = bind();
        var threads =
                new ThreadPoolExecutor(
                        THREADS_MAX,
                        THREADS_MAX,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(QUEUE_MAX),
                        Thread.ofPlatform().name("ops-", 0).factory());
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
        running = new Running(http, threads, JvmMeters.bindOnce(registry));
    }

    /**
     * Port that the server listens on.
     *
     * @throws IllegalStateException when it does not run
     */
    public int port() {
        if (running == null) {
            throw new IllegalStateException("the ops server does not run");
        }
        return running.http().getAddress().getPort();
    }

    /** Stops listening and ends its threads; a second call does nothing. */
    @Override
    public void close() {
        if (running == null) {
            return;
        }
        running.http().stop(0);
        running.threads().shutdownNow();
        try {
            if (!running.threads().awaitTermination(STOP_MAX_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "an ops thread did not end in " + STOP_MAX_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.jvm().close();
            running = null;
        }
    }

    private HttpServer bind() {
        var tls = config.tlsDirectory() == null ? null : follow(config.tlsDirectory());
        var address = new InetSocketAddress(config.host(), config.port());
        try {
            if (tls == null) {
                return HttpServer.create(address, BACKLOG_MAX);
            }
            var https = HttpsServer.create(address, BACKLOG_MAX);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            return https;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on ops port %d of %s".formatted(config.port(), config.host()),
                    e);
        }
    }

    private static SSLContext follow(Path directory) {
        try {
            return ServerTls.follow(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OPS_TLS_DIRECTORY: %s (expected: tls.crt and tls.key of one certificate): %s"
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(String method, String path) {
        if (!method.equals("GET")) {
            return Answer.json(405, "{\"code\":\"method_not_allowed\"}");
        }
        return switch (path) {
            case "/metrics" -> Answer.metrics(registry.scrape());
            case "/live" -> state("live", live.missing());
            case "/ready" -> state("ready", ready.missing());
            default -> Answer.json(404, "{\"code\":\"not_found\"}");
        };
    }

    private static Answer state(String question, List<String> missing) {
        // Names of conditions need no escape.
        var names =
                missing.stream()
                        .map(name -> '"' + name + '"')
                        .collect(Collectors.joining(",", "[", "]"));
        var body = "{\"%s\":%b,\"missing\":%s}".formatted(question, missing.isEmpty(), names);
        return Answer.json(missing.isEmpty() ? 200 : 503, body);
    }

    /** The JDK's server reads these once per JVM, and has no limit by default. */
    private static void limitRequestTime() {
        var limit = String.valueOf(REQUEST_MAX_S);
        for (var property : List.of("maxReqTime", "maxRspTime")) {
            System.getProperties().putIfAbsent("sun.net.httpserver." + property, limit);
        }
    }

    private record Running(HttpServer http, ThreadPoolExecutor threads, JvmMeters jvm) {}

    private record Answer(int status, String type, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        static Answer metrics(String body) {
            return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", body);
        }
    }
}
