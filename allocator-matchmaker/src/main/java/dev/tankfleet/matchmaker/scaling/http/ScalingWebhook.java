package dev.tankfleet.matchmaker.scaling.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.matchmaker.scaling.Scaling;
import dev.tankfleet.matchmaker.scaling.ScalingAnswer;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.scaling.ScalingMeters;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * {@code POST /autoscale/{region}} and {@code POST /autoscale/{region}/{build}}: a
 * FleetAutoscaleReview in, one with a response out. One virtual thread per request, at most {@value
 * #CALLS_MAX} at work. Whatever is not a decision is no 200, so that the next entry of the chain
 * acts; an answer comes within a second or the connection ends.
 *
 * <p>It speaks plain HTTP and asks nobody who he is, because a FleetAutoscaler has nothing to show:
 * the port belongs inside the clusters' network. Who reaches it learns a number and changes none.
 */
public final class ScalingWebhook implements AutoCloseable {
    private static final int CALLS_MAX = 64;
    private static final int BACKLOG = 64;
    private static final Duration BODY_WITHIN = Duration.ofMillis(800);
    private static final String PATH = "/autoscale/";
    private static final Pattern FLEET =
            Pattern.compile(PATH + "([A-Za-z0-9_-]{1,64})(?:/([A-Za-z0-9._-]{1,64}))?");

    private final Scaling scaling;
    private final ScalingMeters meters;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore calls = new Semaphore(CALLS_MAX);

    private ScalingWebhook(Scaling scaling, ScalingMeters meters, HttpServer server) {
        this.scaling = scaling;
        this.meters = meters;
        this.server = server;
    }

    /**
     * Listens.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static ScalingWebhook start(
            ScalingConfig config, Scaling scaling, ScalingMeters meters) {
        HttpServer server;
        try {
            server =
                    HttpServer.create(new InetSocketAddress(config.host(), config.port()), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on scaling port %d of %s"
                            .formatted(config.port(), config.host()),
                    e);
        }
        var webhook = new ScalingWebhook(scaling, meters, server);
        server.setExecutor(webhook.threads);
        server.createContext("/", webhook::handle);
        server.start();
        return webhook;
    }

    /** Port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Ends all connections too: over one that is kept open a FleetAutoscaler would go on asking a
     * matchmaker that is gone.
     */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!calls.tryAcquire()) {
                send(exchange, refused(503, "too_many_requests", "Too many requests at once"));
                return;
            }
            try {
                send(exchange, answer(exchange));
            } catch (TimeoutException _) {
                // Nobody waits for an answer to half a question.
                meters.refused();
            } finally {
                calls.release();
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, TimeoutException {
        var fleet = FLEET.matcher(exchange.getRequestURI().getPath());
        if (!fleet.matches()) {
            return refused(404, "not_found", "There is POST /autoscale/{region}, nothing else");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return refused(405, "method_not_allowed", "A review is posted");
        }
        var body = body(exchange);
        if (body.length > Review.SIZE_MAX_BYTES) {
            return refused(413, "body_too_large", "The body is too large");
        }
        try {
            var review = Review.read(body, fleet.group(1), fleet.group(2));
            var answer = scaling.decide(review.fleet());
            meters.answered(answer);
            return switch (answer) {
                case ScalingAnswer.Replicas(var count) ->
                        new Answer(200, "application/json", review.answer(count));
                case ScalingAnswer.UnknownRegion _ ->
                        problem(404, "unknown_region", "There is no such region");
                case ScalingAnswer.RegionSilent _ ->
                        problem(503, "region_silent", "No server of the region is heard now");
            };
        } catch (MalformedBody e) {
            return refused(400, "malformed_body", String.valueOf(e.getMessage()));
        }
    }

    /** At most one byte more than is allowed. */
    private byte[] body(HttpExchange exchange) throws IOException, TimeoutException {
        Future<byte[]> body =
                threads.submit(
                        () -> exchange.getRequestBody().readNBytes(Review.SIZE_MAX_BYTES + 1));
        try {
            return body.get(BODY_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the body could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the webhook is closing", e);
        }
    }

    private Answer refused(int status, String code, String title) {
        meters.refused();
        return problem(status, code, title);
    }

    private static Answer problem(int status, String code, String title) {
        var body =
                Json.object()
                        .put("type", "urn:tankfleet:problem:" + code)
                        .put("title", title)
                        .put("status", status)
                        .put("code", code);
        return new Answer(status, "application/problem+json", body);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        var body = Json.write(answer.body());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private record Answer(int status, String type, ObjectNode body) {}
}
