package dev.tankfleet.backup.nats;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.RotatingSecret;

import java.time.Duration;

/**
 * The stream that is copied.
 *
 * @param url {@code nats://host:port} or {@code tls://host:port}
 * @param user who may take snapshots of the stream and read it
 * @param password of the user
 * @param stream its name
 * @param answerMax longest wait for one answer or one piece, more than zero
 */
public record StreamSource(
        String url,
        String user,
        RotatingSecret password,
        String stream,
        @Default("10s") Duration answerMax) {
    public StreamSource {
        Check.that(
                url.matches("(nats|tls)://[^/@\\s]+"),
                "url",
                url,
                "nats://host:port or tls://host:port");
        Check.that(!user.isBlank(), "user", user, "a user of the server");
        Check.that(
                stream.matches("[A-Za-z0-9_-]{1,128}"), "stream", stream, "the name of a stream");
        Check.that(answerMax.isPositive(), "answerMax", answerMax, "> 0");
    }
}
