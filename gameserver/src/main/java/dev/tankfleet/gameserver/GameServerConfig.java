package dev.tankfleet.gameserver;

import dev.tankfleet.gameserver.host.HostConfig;
import dev.tankfleet.gameserver.lifecycle.LifecycleConfig;
import dev.tankfleet.gameserver.result.ResultConfig;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.MayBeUnset;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * One game server.
 *
 * @param serverId {@code {region}-{game server name}}, unique over all regions
 * @param region region that it stands in
 * @param city city to show to people
 * @param publicIp address that clients can reach
 * @param gatewayUrl WebSocket address of the gateway in front of it
 * @param build version of the build
 * @param node machine that it runs on; null if unknown
 * @param regionKey key of the resume tokens, the same for all servers of the region, at least
 *     {@value #KEY_LENGTH_MIN} characters; read anew for each match
 * @param overflowLabel label that the fleet gives to servers it has too many of
 * @param host how many matches
 * @param seat how long seats wait
 * @param lifecycle how long the server waits
 * @param result how results are delivered
 */
public record GameServerConfig(
        String serverId,
        String region,
        String city,
        String publicIp,
        String gatewayUrl,
        @Default("dev") String build,
        @MayBeUnset @Nullable String node,
        RotatingSecret regionKey,
        @Default("tankfleet.dev/overflow") String overflowLabel,
        HostConfig host,
        SeatConfig seat,
        LifecycleConfig lifecycle,
        ResultConfig result) {
    /** Shortest key that is worth the name. */
    public static final int KEY_LENGTH_MIN = 16;

    public GameServerConfig {
        Check.that(Id.isValid(serverId), "serverId", serverId, Id.RULE);
        Check.that(Id.isValid(region), "region", region, Id.RULE);
        Check.that(
                serverId.startsWith(region + "-"),
                "serverId",
                serverId,
                "{region}-{game server name}");
        Check.that(!city.isBlank(), "city", city, "not blank");
        Check.that(!publicIp.isBlank(), "publicIp", publicIp, "not blank");
        Check.that(!gatewayUrl.isBlank(), "gatewayUrl", gatewayUrl, "not blank");
        Check.that(!overflowLabel.isBlank(), "overflowLabel", overflowLabel, "not blank");
        Check.that(
                regionKey.values().stream()
                        .allMatch(key -> key.reveal().length() >= KEY_LENGTH_MIN),
                "regionKey",
                regionKey,
                ">= 16 characters");
        Check.that(
                result.pendingMax() >= host.matchesMax(),
                "resultPendingMax",
                result.pendingMax(),
                ">= host.matchesMax, or no match would be taken");
    }

    /** A server with the usual numbers, whose matches are aborted when it stops. */
    public static GameServerConfig standard(
            String serverId,
            String region,
            String city,
            String publicIp,
            String gatewayUrl,
            Secret regionKey) {
        return new GameServerConfig(
                serverId,
                region,
                city,
                publicIp,
                gatewayUrl,
                "dev",
                null,
                RotatingSecret.of(regionKey),
                "tankfleet.dev/overflow",
                new HostConfig(4, 1, Duration.ZERO),
                SeatConfig.STANDARD,
                LifecycleConfig.STANDARD,
                ResultConfig.STANDARD);
    }
}
