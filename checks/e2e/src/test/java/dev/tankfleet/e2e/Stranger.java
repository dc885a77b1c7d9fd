package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A client that knows the contract and nothing else: JSON over HTTP and WebSocket, with none of our
 * own code. Owned by the test's thread; frames arrive on the HTTP client's.
 */
final class Stranger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI auth;
    private final URI matchmaker;

    Stranger(URI auth, URI matchmaker) {
        this.auth = auth;
        this.matchmaker = matchmaker;
    }

    /** A guest's access token and user id, as auth says them. */
    Player guest() {
        var answer = toAuth("/auth/guest", "");
        var body = answer.body();
        return new Player(body.path("user_id").asText(), body.path("access_token").asText());
    }

    Answer toAuth(String path, String body, String... headers) {
        return post(auth.resolve(path), body, headers);
    }

    Answer toMatchmaker(String path, String body, String... headers) {
        return post(matchmaker.resolve(path), body, headers);
    }

    /**
     * Finds a match in the only way that the contract gives, and comes again when told to: on a
     * machine that stands still now and then, a server may miss its deadline.
     */
    Place find(Player player) throws Exception {
        return find(player, "free_for_all");
    }

    /** As {@link #find(Player)}, in this mode. */
    Place find(Player player, String mode) throws Exception {
        var found = new AtomicReference<Answer>();
        Eventually.eventually(
                PATIENCE,
                () -> {
                    found.set(findOnce(player, mode));
                    assertThat(found.get().status()).as(found.toString()).isEqualTo(200);
                });
        var body = found.get().body();
        return new Place(
                body.path("match_id").asText(),
                URI.create(body.path("websocket_url").asText()),
                body.path("token").asText());
    }

    /** A player's finished matches, the newest first. */
    Answer history(Player player) {
        var request =
                HttpRequest.newBuilder(
                                matchmaker.resolve("/players/" + player.userId() + "/history"))
                        .timeout(PATIENCE)
                        .setHeader("Authorization", "Bearer " + player.accessToken());
        return answer(request.build());
    }

    /**
     * Opens a socket.
     *
     * @throws CompletionException if nobody takes it
     */
    Socket open(URI url) {
        var socket = new Socket();
        socket.webSocket =
                http.newWebSocketBuilder()
                        .connectTimeout(PATIENCE)
                        .buildAsync(url, socket.listener())
                        .join();
        return socket;
    }

    /** Opens a socket and takes the seat. */
    Socket join(Place place) throws InterruptedException {
        var socket = open(place.url());
        socket.send(auth(place));
        socket.await("AUTH_OK");
        return socket;
    }

    /**
     * Finds a match and takes the seat; where the server is out of reach he finds again, as the
     * contract has it.
     */
    Socket play() throws Exception {
        var player = guest();
        var seated = new AtomicReference<Socket>();
        Eventually.eventually(PATIENCE, () -> seated.set(join(find(player))));
        return seated.get();
    }

    static String auth(Place place) {
        return auth(place, "");
    }

    /** With more fields, each after a comma. */
    static String auth(Place place, String moreFields) {
        return """
        {"type":"AUTH","match_id":"%s","token":"%s"%s}\
        """
                .formatted(place.matchId(), place.token(), moreFields);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private Answer findOnce(Player player, String mode) {
        return toMatchmaker(
                "/matchmaking/find",
                """
                {"user_id":"%s","game_mode":"%s","jwt_token":"%s"}\
                """
                        .formatted(player.userId(), mode, player.accessToken()));
    }

    private Answer post(URI url, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .POST(
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return answer(request.build());
    }

    private Answer answer(HttpRequest request) {
        try {
            return Answer.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Who one is. */
    record Player(String userId, String accessToken) {}

    /** Where to play. */
    record Place(String matchId, URI url, String token) {}

    /** What HTTP answered. */
    record Answer(int status, String contentType, JsonNode body) {
        private static Answer of(HttpResponse<String> response) throws IOException {
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    JSON.readTree(response.body()));
        }
    }

    /** One WebSocket. */
    static final class Socket implements AutoCloseable {
        /** Minutes of states that nobody reads. */
        private static final int FRAMES_MAX = 10_000;

        private static final long LOOK_AGAIN_MS = 20;

        private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>(FRAMES_MAX);
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private java.net.http.WebSocket webSocket;

        void send(String text) {
            webSocket.sendText(text, true).join();
        }

        /** Sends without caring whether the other side has hung up already. */
        void pour(String text) {
            webSocket.sendText(text, true).exceptionally(hungUp -> null).join();
        }

        void sendBytes(byte... bytes) {
            webSocket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        }

        /** The next frame of a type; others before it are passed over. */
        JsonNode await(String type) throws InterruptedException {
            long untilNs = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                var frame = frames.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                if (frame != null && frame.path("type").asText().equals(type)) {
                    return frame;
                }
                if (System.nanoTime() > untilNs || (frame == null && closed.isDone())) {
                    throw new AssertionError(
                            "no " + type + " came; close code: " + closed.getNow(null));
                }
            }
        }

        /** As {@link #await}, but null if none comes in time, or the other side has closed. */
        JsonNode poll(String type, Duration max) throws InterruptedException {
            long untilNs = System.nanoTime() + max.toNanos();
            while (System.nanoTime() < untilNs) {
                var frame = frames.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                if (frame != null && frame.path("type").asText().equals(type)) {
                    return frame;
                }
                if (frame == null && closed.isDone()) {
                    return null;
                }
            }
            return null;
        }

        /** Passes over all frames that have come by now. */
        void forgetFrames() {
            frames.clear();
        }

        /** The code with which the other side closes. */
        int closeCode() throws Exception {
            return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }

        boolean isOpen() {
            return !closed.isDone();
        }

        @Override
        public void close() {
            webSocket.abort();
        }

        private java.net.http.WebSocket.Listener listener() {
            return new java.net.http.WebSocket.Listener() {
                private final StringBuilder parts = new StringBuilder();

                @Override
                public CompletionStage<?> onText(
                        java.net.http.WebSocket socket, CharSequence data, boolean last) {
                    parts.append(data);
                    if (last) {
                        frames.add(read(parts.toString()));
                        parts.setLength(0);
                    }
                    socket.request(1);
                    return null;
                }

                @Override
                public CompletionStage<?> onClose(
                        java.net.http.WebSocket socket, int code, String reason) {
                    closed.complete(code);
                    return null;
                }

                @Override
                public void onError(java.net.http.WebSocket socket, Throwable error) {
                    closed.completeExceptionally(error);
                }
            };
        }

        private static JsonNode read(String text) {
            try {
                return JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError("a frame that is no JSON: " + text, e);
            }
        }
    }
}
