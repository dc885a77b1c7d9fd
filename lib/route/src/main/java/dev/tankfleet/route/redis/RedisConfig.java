package dev.tankfleet.route.redis;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.MayBeUnset;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Secret;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Where the region's Redis is.
 *
 * @param url {@code redis://host:port}, or {@code rediss://} for TLS; user and password as in any
 *     URL, which is why it is a secret
 * @param user name of the user; null if there is none, or the URL has it
 * @param password of that user, read anew for each connection; null if there is none, or the URL
 *     has it
 * @param connectMax longest wait for a connection, more than zero
 * @param answerMax longest wait for an answer, more than zero; a player's AUTH waits for some of
 *     them
 * @param waitingMax commands that may wait for their answers at once, at least 1
 */
public record RedisConfig(
        Secret url,
        @MayBeUnset @Nullable String user,
        @MayBeUnset @Nullable RotatingSecret password,
        @Default("2s") Duration connectMax,
        @Default("1s") Duration answerMax,
        @Default("4096") int waitingMax) {
    /** Checks each range. */
    public RedisConfig {
        Check.that(
                url.reveal().matches("rediss?://.+"), "url", url, "redis://host:port or rediss://");
        Check.that(
                (user == null) == (password == null),
                "user",
                String.valueOf(user),
                "with a password, or neither of them");
        Check.that(connectMax.isPositive(), "connectMax", connectMax, "> 0");
        Check.that(answerMax.isPositive(), "answerMax", answerMax, "> 0");
        Check.that(waitingMax >= 1, "waitingMax", waitingMax, ">= 1");
    }

    /** With what the URL says. */
    public RedisConfig(Secret url, Duration connectMax, Duration answerMax, int waitingMax) {
        this(url, null, null, connectMax, answerMax, waitingMax);
    }

    /** A Redis with the usual bounds. */
    public static RedisConfig at(String url) {
        return new RedisConfig(Secret.of(url), Duration.ofSeconds(2), Duration.ofSeconds(1), 4_096);
    }
}
