package dev.tankfleet.gateway.region;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client on the JDK's WebSocket, which shares no code with the gateway. */
public final class TestClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int TEXT_MAX_BYTES = 1 << 20;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private final CompletableFuture<WebSocket> socket;

    private TestClient(String url) {
        socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), this);
    }

    /** A client whose socket is open. */
    public static TestClient connect(String url) {
        var client = new TestClient(url);
        client.socket.orTimeout(Waiting.MAX.toMillis(), TimeUnit.MILLISECONDS).join();
        return client;
    }

    /** Sends one text message. */
    public void send(String text) {
        socket.join().sendText(text, true).join();
    }

    /** Sends a message that the peer may refuse to read to its end. */
    public CompletableFuture<WebSocket> sendUnsure(String text, boolean isLast) {
        return socket.join().sendText(text, isLast);
    }

    /** Sends one binary message. */
    public void send(byte[] bytes) {
        socket.join().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Says goodbye. */
    public void close() {
        socket.join().sendClose(1000, "").join();
    }

    /** Cuts the socket without a word. */
    public void cut() {
        socket.join().abort();
    }

    /** The next message, as text. */
    public String next() throws InterruptedException {
        return Waiting.take(texts);
    }

    /** The next message, which has to be of a type. */
    public JsonFields expect(String type) throws InterruptedException {
        var text = next();
        try {
            var fields = Json.read(text.getBytes(StandardCharsets.UTF_8), TEXT_MAX_BYTES);
            if (!fields.text("type", 32).equals(type)) {
                throw new AssertionError("expected " + type + ", came " + text);
            }
            return fields;
        } catch (MalformedBody e) {
            throw new AssertionError("no message: " + text, e);
        }
    }

    /** The code that the gateway closed with, once it has. */
    public int closeCode() {
        return closed.orTimeout(Waiting.MAX.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Whether the gateway has closed. */
    public boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        parts.append(data);
        if (isLast) {
            texts.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
