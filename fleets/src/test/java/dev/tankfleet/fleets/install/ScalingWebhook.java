package dev.tankfleet.fleets.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Answers FleetAutoscalers as the centre would, with a number that the test says. Its server's
 * thread answers, the test's changes the number; closing it is its death.
 */
final class ScalingWebhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpServer server;
    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private volatile int replicas;

    private ScalingWebhook(HttpServer server, int replicas) {
        this.server = server;
        this.replicas = replicas;
    }

    static ScalingWebhook answering(int replicas) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var webhook = new ScalingWebhook(server, replicas);
        server.createContext("/", webhook::answer);
        server.start();
        return webhook;
    }

    /** What a region has as {@code autoscaler.webhook.url}. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/autoscale";
    }

    void answer(int number) {
        replicas = number;
    }

    /** The paths that were asked for, each once. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().getPath());
            JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
            var review = JSON.createObjectNode();
            review.set("request", request);
            review.putObject("response")
                    .put("uid", request.path("uid").asText())
                    .put("scale", true)
                    .put("replicas", replicas);
            var body = JSON.writeValueAsBytes(review);
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
