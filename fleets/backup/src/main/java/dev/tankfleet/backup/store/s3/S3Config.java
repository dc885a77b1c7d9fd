package dev.tankfleet.backup.store.s3;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.MayBeUnset;
import dev.tankfleet.process.config.Secret;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;

/**
 * How a bucket is reached.
 *
 * @param endpoint {@code https://host[:port]} of the store; unset for that of AWS
 * @param region region to sign for
 * @param accessKey id of the key
 * @param secretKey the key
 * @param callMax longest time for one call with all its tries, more than zero; a copy is one call,
 *     so it bounds the size of a copy too
 * @param attemptsMax tries of one call, 1 to 10
 */
public record S3Config(
        @MayBeUnset @Nullable URI endpoint,
        @Default("us-east-1") String region,
        String accessKey,
        Secret secretKey,
        @Default("30m") Duration callMax,
        @Default("4") int attemptsMax) {
    private static final int ATTEMPTS_MAX = 10;

    public S3Config {
        Check.that(
                endpoint == null || String.valueOf(endpoint).matches("https?://[^/]+/?"),
                "endpoint",
                String.valueOf(endpoint),
                "https://host or https://host:port");
        Check.that(!region.isBlank(), "region", region, "a name such as eu-central-1");
        Check.that(!accessKey.isBlank(), "accessKey", accessKey, "the id of a key");
        Check.that(!secretKey.isEmpty(), "secretKey", secretKey, "a key");
        Check.that(callMax.isPositive(), "callMax", callMax, "> 0");
        Check.that(
                attemptsMax >= 1 && attemptsMax <= ATTEMPTS_MAX,
                "attemptsMax",
                attemptsMax,
                "1 to " + ATTEMPTS_MAX);
    }
}
