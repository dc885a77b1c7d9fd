package dev.tankfleet.backup.redis;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.MayBeUnset;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Secret;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The Redis that is copied.
 *
 * @param url {@code redis://user:password@host:port} or {@code rediss://}; user and password as in
 *     any URL, which is why it is a secret
 * @param user name of the user; null if there is none, or the URL has it
 * @param password of that user; null if there is none, or the URL has it
 * @param answerMax longest wait for one answer, more than zero
 * @param saveMax longest wait until it has written itself down, more than zero
 */
public record RedisConfig(
        Secret url,
        @MayBeUnset @Nullable String user,
        @MayBeUnset @Nullable RotatingSecret password,
        @Default("5s") Duration answerMax,
        @Default("10m") Duration saveMax) {
    public RedisConfig {
        Check.that(
                url.reveal().matches("rediss?://.+"), "url", url, "redis://host:port or rediss://");
        Check.that(
                (user == null) == (password == null),
                "user",
                String.valueOf(user),
                "with a password, or neither of them");
        Check.that(answerMax.isPositive(), "answerMax", answerMax, "> 0");
        Check.that(saveMax.isPositive(), "saveMax", saveMax, "> 0");
    }
}
