package dev.tankfleet.bus.nats;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.subject.Id;

import java.time.Duration;
import java.util.List;

/**
 * Where a process finds its NATS, and as whom.
 *
 * @param urls {@code nats://host:port} or {@code tls://host:port}, at least one; the first that
 *     answers is taken
 * @param user name of the user, see {@link NatsNames#user}
 * @param password its password, read anew for each connection
 * @param regions regions whose durable messages are taken; empty for whoever takes none
 * @param startMax longest wait for the first connection, more than zero; later ones are tried for
 *     ever
 */
public record NatsConfig(
        List<String> urls,
        String user,
        RotatingSecret password,
        @Default("") List<String> regions,
        @Default("30s") Duration startMax) {
    /** Checks each rule. */
    public NatsConfig {
        urls = List.copyOf(urls);
        regions = List.copyOf(regions);
        Check.that(!urls.isEmpty(), "urls", urls, "at least one");
        Check.that(
                urls.stream().allMatch(url -> url.matches("(nats|tls)://[^/@\\s]+")),
                "urls",
                urls,
                "nats://host:port or tls://host:port");
        Check.that(!user.isBlank(), "user", user, "a name");
        Check.that(regions.stream().allMatch(Id::isValid), "regions", regions, Id.RULE);
        Check.that(startMax.isPositive(), "startMax", startMax, "> 0");
    }

    /** With a password that stays. */
    public NatsConfig(
            List<String> urls,
            String user,
            Secret password,
            List<String> regions,
            Duration startMax) {
        this(urls, user, RotatingSecret.of(password), regions, startMax);
    }
}
