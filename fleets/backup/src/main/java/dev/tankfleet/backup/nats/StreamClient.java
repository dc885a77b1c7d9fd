package dev.tankfleet.backup.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The part of JetStream's API that copies and restores streams, which the client for Java leaves
 * out. Owned by the thread of one command.
 */
final class StreamClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String API = "$JS.API.STREAM.";
    private static final int NOT_FOUND = 404;
    private static final int FIRST_FAILURE = 400;
    private static final int PIECE_BYTES = 128 * 1024;

    /** A region's stream takes 512 MiB. */
    private static final long SNAPSHOT_MAX_BYTES = 4L * 1024 * 1024 * 1024;

    private final Connection connection;
    private final String stream;
    private final Duration answerMax;

    private StreamClient(Connection connection, String stream, Duration answerMax) {
        this.connection = connection;
        this.stream = stream;
        this.answerMax = answerMax;
    }

    static StreamClient connect(StreamSource source) throws IOException {
        var options =
                new Options.Builder()
                        .server(source.url())
                        .userInfo(source.user(), source.password().current().reveal())
                        .inboxPrefix("_INBOX." + source.user() + ".")
                        .connectionName("backup")
                        .connectionTimeout(source.answerMax())
                        .noReconnect()
                        .build();
        try {
            return new StreamClient(Nats.connect(options), source.stream(), source.answerMax());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new IOException("nats: connect: " + e.getMessage(), e);
        }
    }

    String serverVersion() {
        return connection.getServerInfo().getVersion();
    }

    /** First and last sequence and the count of messages, as the server says. */
    JsonNode state() throws IOException {
        return ask("INFO." + stream, JSON.createObjectNode()).path("state");
    }

    /** The first message at or after a sequence; a missing node after the last. */
    JsonNode messageFrom(long sequence) throws IOException {
        var request = JSON.createObjectNode().put("seq", sequence).put("next_by_subj", ">");
        var answer = request("MSG.GET." + stream, request);
        if (answer.at("/error/code").asInt() == NOT_FOUND) {
            return JSON.missingNode();
        }
        return checked("MSG.GET", answer).path("message");
    }

    /**
     * Writes the server's snapshot: all messages, and all consumers with what they acknowledged.
     *
     * @return configuration and state, which a restore needs
     */
    JsonNode snapshot(Path file) throws IOException {
        var inbox = connection.createInbox();
        var pieces = connection.subscribe(inbox);
        try {
            // The server checks what it reads before it sends it.
            var request =
                    JSON.createObjectNode()
                            .put("deliver_subject", inbox)
                            .put("no_consumers", false)
                            .put("chunk_size", PIECE_BYTES)
                            .put("jsck", true);
            var about = ask("SNAPSHOT." + stream, request);
            try (var out = Files.newOutputStream(file)) {
                long size = 0;
                for (var piece = next(pieces); !isLast(piece); piece = next(pieces)) {
                    size += piece.getData().length;
                    if (size > SNAPSHOT_MAX_BYTES) {
                        throw new IOException(
                                "nats: snapshot: more than " + SNAPSHOT_MAX_BYTES + " bytes");
                    }
                    out.write(piece.getData());
                    var acknowledge = piece.getReplyTo();
                    if (acknowledge != null) {
                        // It sends so much ahead, and no more.
                        connection.publish(acknowledge, null);
                    }
                }
            }
            return about;
        } finally {
            pieces.unsubscribe();
        }
    }

    /** Makes the stream that a snapshot is of. */
    void restore(JsonNode about, Path file) throws IOException {
        var request = JSON.createObjectNode();
        request.set("config", about.path("config"));
        request.set("state", about.path("state"));
        var to = ask("RESTORE." + stream, request).path("deliver_subject").asText();
        try (var in = Files.newInputStream(file)) {
            for (var piece = in.readNBytes(PIECE_BYTES);
                    piece.length > 0;
                    piece = in.readNBytes(PIECE_BYTES)) {
                checked("RESTORE", requestRaw(to, piece));
            }
        }
        checked("RESTORE", requestRaw(to, new byte[0]));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isLast(Message piece) throws IOException {
        if (piece.getData().length > 0) {
            return false;
        }
        // Newer servers say how it ended: nothing, 204, or what went wrong.
        if (piece.isStatusMessage() && piece.getStatus().getCode() >= FIRST_FAILURE) {
            throw new IOException("nats: snapshot: " + piece.getStatus().getMessageWithCode());
        }
        return true;
    }

    private Message next(Subscription pieces) throws IOException {
        try {
            var piece = pieces.nextMessage(answerMax);
            if (piece == null) {
                throw new IOException("nats: snapshot: no piece within " + answerMax);
            }
            return piece;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private JsonNode ask(String what, ObjectNode request) throws IOException {
        return checked(what, request(what, request));
    }

    private JsonNode request(String what, ObjectNode request) throws IOException {
        return requestRaw(API + what, JSON.writeValueAsBytes(request));
    }

    private JsonNode requestRaw(String subject, byte[] body) throws IOException {
        try {
            var answer = connection.request(subject, body, answerMax);
            if (answer == null) {
                throw new IOException(
                        "nats: %s: no answer within %s (the user may not ask?)"
                                .formatted(subject, answerMax));
            }
            var data = answer.getData();
            return data.length == 0 ? JSON.createObjectNode() : JSON.readTree(data);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static JsonNode checked(String what, JsonNode answer) throws IOException {
        if (answer.has("error")) {
            throw new IOException(
                    "nats: " + what + ": " + answer.at("/error/description").asText("refused"));
        }
        return answer;
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }
}
