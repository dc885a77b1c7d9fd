package dev.tankfleet.agones.emulator.extensions;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.grpc.Asks;
import dev.tankfleet.agones.emulator.loop.Loop;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The allocation API over HTTPS: create, and nothing else. One virtual thread per request, at most
 * {@value #CALLS_MAX} at work; more are told to come again.
 *
 * <p>Like the real one it asks nobody who he is: that is the API server's part, whose certificate
 * it does not look at either.
 */
final class AllocationApi implements AutoCloseable {
    private static final int CALLS_MAX = 1_000;
    private static final int BACKLOG = 128;
    private static final int BODY_MAX_BYTES = 256 * 1024;
    private static final long ANSWER_MAX_S = 30;
    private static final Pattern CREATE =
            Pattern.compile(
                    "/apis/allocation\\.agones\\.dev/v1/namespaces/([^/]+)/gameserverallocations");

    private final Loop loop;
    private final Allocator allocator;
    private final String nodeName;
    private final HttpsServer server;
    private final ExecutorService threads;
    private final Semaphore calls = new Semaphore(CALLS_MAX);

    private AllocationApi(
            Loop loop,
            Allocator allocator,
            String nodeName,
            HttpsServer server,
            ExecutorService threads) {
        this.loop = loop;
        this.allocator = allocator;
        this.nodeName = nodeName;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens.
     *
     * @param allocator of its own, as each replica of the extensions has one
     * @param nodeName name of the only node
     * @param address where to listen; port 0 for a free one
     * @throws IOException if the port is taken, or the files cannot be read
     */
    static AllocationApi open(
            Loop loop,
            Allocator allocator,
            String nodeName,
            InetSocketAddress address,
            ExtensionsTls files)
            throws IOException {
        var context = files.context();
        var server = HttpsServer.create(address, BACKLOG);
        var threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("agones-extensions-", 0).factory());
        var api = new AllocationApi(loop, allocator, nodeName, server, threads);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.createContext("/", api::serve);
        server.start();
        return api;
    }

    /** Where it listens. */
    int port() {
        return server.getAddress().getPort();
    }

    /** Breaks all connections; the port is free again afterwards. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readNBytes(BODY_MAX_BYTES + 1);
            HttpAnswer answer =
                    answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private HttpAnswer answer(String verb, String path, byte[] body) {
        var create = CREATE.matcher(path);
        if (!create.matches()) {
            return Discovery.find(path)
                    .filter(_ -> verb.equals("GET"))
                    .orElseGet(
                            () ->
                                    HttpAnswer.refused(
                                            404,
                                            "NotFound",
                                            "the server could not find the requested resource"));
        }
        if (!verb.equals("POST")) {
            return HttpAnswer.refused(
                    405, "MethodNotAllowed", "gameserverallocations can be created, nothing else");
        }
        if (body.length > BODY_MAX_BYTES) {
            return HttpAnswer.refused(413, "RequestEntityTooLarge", "the body is too large");
        }
        if (!calls.tryAcquire()) {
            return HttpAnswer.refused(429, "TooManyRequests", "calls: " + CALLS_MAX);
        }
        try {
            return create(create.group(1), new String(body, StandardCharsets.UTF_8));
        } catch (InvalidProtocolBufferException e) {
            return HttpAnswer.refused(
                    400, "BadRequest", "no GameServerAllocation: " + e.getMessage());
        } finally {
            calls.release();
        }
    }

    private HttpAnswer create(String namespace, String body) throws InvalidProtocolBufferException {
        Map<String, @Nullable Object> resource = Json.read(body);
        Map<String, @Nullable Object> spec = Json.object(resource, "spec");
        Optional<String> problem = Resources.stateProblem(spec);
        if (problem.isPresent()) {
            return HttpAnswer.refused(422, "Invalid", problem.get());
        }
        var request = Resources.request(namespace, spec);
        Reply reply =
                request.getMultiClusterSetting().getEnabled()
                        ? new Reply.Unsupported("multi-cluster allocation")
                        : ask(Asks.ask(request));
        String name = Json.string(Json.object(resource, "metadata"), "name");
        return switch (reply) {
            case Reply.Granted(var server) ->
                    created(
                            Resources.answered(namespace, server.name(), spec),
                            Resources.allocated(server, nodeName));
            case Reply.NoneReady _ ->
                    created(Resources.answered(namespace, name, spec), bare("UnAllocated"));
            case Reply.Contended _ ->
                    created(Resources.answered(namespace, name, spec), bare("Contention"));
            case Reply.Conflicted _ ->
                    HttpAnswer.refused(500, "InternalError", Reply.Conflicted.TEXT);
            case Reply.Invalid(var text) -> HttpAnswer.refused(422, "Invalid", text);
            case Reply.Unsupported(var what) ->
                    HttpAnswer.refused(400, "BadRequest", "the emulator has no " + what);
            case Reply.Expired _ ->
                    HttpAnswer.refused(504, "Timeout", "no answer in " + ANSWER_MAX_S + " s");
            case Reply.Unavailable(var text) -> HttpAnswer.refused(503, "ServiceUnavailable", text);
        };
    }

    private static HttpAnswer created(
            Map<String, @Nullable Object> resource, Map<String, Object> status) {
        resource.put("status", status);
        return HttpAnswer.of(HttpAnswer.CREATED, resource);
    }

    private static Map<String, Object> bare(String state) {
        return Map.of("state", state, "gameServerName", "");
    }

    /** Has the loop allocate, and waits. */
    private Reply ask(Ask ask) {
        var reply = new CompletableFuture<Reply>();
        boolean isTaken = loop.offer(() -> allocator.allocate(ask, reply::isDone, reply::complete));
        if (!isTaken) {
            return new Reply.Unavailable("the emulator's mailbox is full, or it is closing");
        }
        try {
            return reply.get(ANSWER_MAX_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            reply.cancel(false);
            return new Reply.Expired();
        } catch (InterruptedException e) {
            reply.cancel(false);
            Thread.currentThread().interrupt();
            return new Reply.Unavailable("the emulator is closing");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an allocation failed in an unknown way", e);
        }
    }
}
