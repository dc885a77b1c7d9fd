package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.proto.subject.Id;

/**
 * Where {@link StreamMain} makes a stream.
 *
 * @param region id of the region
 * @param natsUrl {@code nats://host:port} or {@code tls://host:port} of its server
 * @param natsPassword of the user {@link LeafPlan#SETUP}
 */
public record StreamConfig(String region, String natsUrl, RotatingSecret natsPassword) {
    public StreamConfig {
        Check.that(Id.isValid(region), "region", region, Id.RULE);
        Check.that(
                natsUrl.matches("(nats|tls)://[^/@\\s]+"),
                "natsUrl",
                natsUrl,
                "nats://host:port or tls://host:port");
    }
}
