package dev.tankfleet.backup.nats;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.backup.drill.StoodStill;
import dev.tankfleet.backup.index.Lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * All messages of a stream. A message never changes, but one that everybody has acknowledged goes.
 * Stateless.
 */
final class MessageIndex {
    private MessageIndex() {}

    /**
     * Lists all messages of a stream: sequence, and a hash of subject, headers and body.
     *
     * @return how many
     */
    static long write(StreamClient client, Path file) throws IOException {
        long count = 0;
        long last = client.state().path("last_seq").asLong();
        try (var out = Lines.write(file)) {
            long sequence = 0;
            while (sequence < last) {
                var message = client.messageFrom(sequence + 1);
                if (message.isMissingNode()) {
                    break;
                }
                sequence = message.path("seq").asLong();
                StoodStill.writeLine(out, line(sequence, message));
                count++;
            }
        }
        return count;
    }

    /** So that lines stand in the order of sequences. */
    private static String line(long sequence, JsonNode message) {
        return "%020d\t%s".formatted(sequence, hash(message));
    }

    private static String hash(JsonNode message) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(message.path("subject").asText().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Base64.getDecoder().decode(message.path("hdrs").asText("")));
            digest.update((byte) 0);
            digest.update(Base64.getDecoder().decode(message.path("data").asText("")));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
