package dev.tankfleet.player.match;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One WebSocket to one match. Every thread may send; the events come on the HTTP client's thread.
 * Sends are put in order behind each other, at most {@value #SENDS_MAX} at a time: an input that
 * finds no room is dropped and its number skipped, as a lost packet would be.
 */
public final class MatchConnection implements AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(5);
    private static final int FRAME_MAX_CHARS = 256 * 1024;
    private static final int SENDS_MAX = 64;
    private static final int BROKEN = 1006;

    private final MatchEvents events;
    private final AtomicInteger seq;
    private final AtomicInteger sendsUnderWay = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object sendOrder = new Object();

    // Written once, before the connection is handed out.
    private @Nullable WebSocket socket;

    // Guarded by sendOrder.
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private MatchConnection(MatchEvents events, int lastSeq) {
        this.events = events;
        this.seq = new AtomicInteger(lastSeq);
    }

    /**
     * Connects and sends {@code AUTH}; blocks until the socket is open. Whether the seat is taken
     * is heard as an event.
     *
     * @throws ConnectFailed if the socket does not open
     */
    public static MatchConnection join(
            HttpClient http, URI gateway, String matchId, String token, MatchEvents events) {
        var auth = Json.object().put("type", "AUTH").put("match_id", matchId).put("token", token);
        return open(http, gateway, auth, events, 0);
    }

    /**
     * As {@link #join}, into a seat that was left by a drop.
     *
     * @param lastSeq number of the seat's last input; the next ones rise from there, because the
     *     server drops what does not
     */
    public static MatchConnection resume(
            HttpClient http,
            URI gateway,
            String matchId,
            String resumeToken,
            int lastSeq,
            MatchEvents events) {
        var auth =
                Json.object()
                        .put("type", "AUTH")
                        .put("match_id", matchId)
                        .put("resume_token", resumeToken);
        return open(http, gateway, auth, events, lastSeq);
    }

    /** Sends an input and returns its number. */
    public int send(PlayerInput input) {
        int number = seq.incrementAndGet();
        var frame = Json.object().put("type", "PLAYER_INPUT").put("seq", number);
        frame.put("throttle", input.throttle()).put("turn", input.turn());
        frame.put("aim", input.aimDegrees()).put("fire", input.fire());
        sendText(frame);
        return number;
    }

    /** Says goodbye; the closing is heard as an event. */
    @Override
    public void close() {
        enqueue(webSocket -> webSocket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Leaves without a word, as one does whose line is dead; heard as a closing. */
    public void abandon() {
        openSocket().abort();
        toClosed(BROKEN);
    }

    private static MatchConnection open(
            HttpClient http, URI gateway, ObjectNode auth, MatchEvents events, int lastSeq) {
        var connection = new MatchConnection(events, lastSeq);
        try {
            connection.socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(CONNECT_DEADLINE)
                            .buildAsync(gateway, connection.new Listener())
                            .join();
        } catch (CompletionException e) {
            throw new ConnectFailed(gateway + ": " + e.getCause(), e);
        }
        connection.sendText(auth);
        return connection;
    }

    private void sendText(ObjectNode frame) {
        var text = new String(Json.write(frame), StandardCharsets.UTF_8);
        enqueue(webSocket -> webSocket.sendText(text, true));
    }

    private WebSocket openSocket() {
        var open = socket;
        if (open == null) {
            throw new IllegalStateException("a connection is used before it is open");
        }
        return open;
    }

    private void enqueue(Send send) {
        var webSocket = openSocket();
        if (sendsUnderWay.incrementAndGet() > SENDS_MAX) {
            sendsUnderWay.decrementAndGet();
            return;
        }
        synchronized (sendOrder) {
            lastSend =
                    lastSend.handle((done, failed) -> null)
                            .thenCompose(nothing -> send.on(webSocket))
                            .whenComplete((done, failed) -> sendsUnderWay.decrementAndGet());
        }
    }

    private void toClosed(int code) {
        if (closed.compareAndSet(false, true)) {
            events.onClosed(code);
        }
    }

    private void onFrame(String text) {
        try {
            var frame = Json.read(text.getBytes(StandardCharsets.UTF_8), FRAME_MAX_CHARS * 3);
            dispatch(frame);
        } catch (MalformedBody e) {
            events.onError("malformed_frame", String.valueOf(e.getMessage()));
        }
    }

    private void dispatch(JsonFields frame) throws MalformedBody {
        switch (frame.text("type", 32)) {
            case "WORLD_STATE" -> events.onState(WorldState.read(frame));
            case "AUTH_OK" -> events.onWelcome(Welcome.read(frame));
            case "MATCH_END" -> events.onMatchEnd();
            case "ERROR" -> events.onError(frame.text("code", 64), frame.text("message", 1_024));
            case "PONG" -> {}
            default -> throw frame.wrong("type", "another word", "a frame of the contract");
        }
    }

    @FunctionalInterface
    private interface Send {
        CompletionStage<?> on(WebSocket webSocket);
    }

    /** Joins the parts of frames. Owned by the HTTP client, which calls one method at a time. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            if (parts.length() + data.length() > FRAME_MAX_CHARS) {
                webSocket.abort();
                toClosed(BROKEN);
                return null;
            }
            parts.append(data);
            if (last) {
                var text = parts.toString();
                parts.setLength(0);
                onFrame(text);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            toClosed(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            toClosed(BROKEN);
        }
    }

    /** The socket did not open. */
    public static final class ConnectFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConnectFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
