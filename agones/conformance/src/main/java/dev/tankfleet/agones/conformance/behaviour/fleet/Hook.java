package dev.tankfleet.agones.conformance.behaviour.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.agones.kubernetes.autoscaler.Policy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A webhook on the loopback address that answers all the same. Its server's thread answers, any
 * other may change the answer and read what was asked.
 */
final class Hook implements AutoCloseable {
    private static final String PATH = "/scale";

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Reply reply;

    private record Reply(int status, String body) {}

    private Hook(HttpServer server, Reply reply) {
        this.server = server;
        this.reply = reply;
    }

    static Hook answering(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Hook hook = new Hook(server, new Reply(status, body));
        server.createContext(PATH, hook::onRequest);
        server.start();
        return hook;
    }

    void answer(int status, String body) {
        reply = new Reply(status, body);
    }

    /** What was asked so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** A policy that asks here. */
    Policy policy() {
        return Policy.of(
                Policy.Webhook.at("http://127.0.0.1:" + server.getAddress().getPort() + PATH));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void onRequest(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Reply now = reply;
            byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
