package dev.tankfleet.gameserver.status;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The part of a status that never changes.
 *
 * @param serverId this server, unique over all regions
 * @param instance this process
 * @param region region that it stands in
 * @param city city to show to people
 * @param publicIp address that clients can reach
 * @param gatewayUrl WebSocket address of the gateway in front of it
 * @param build version of the build
 * @param node machine that it runs on; null if unknown
 * @param rules name of the rules
 * @param modes game modes that it serves
 * @param matchesMax matches that it can run at once
 * @param playersMax seats over all its matches
 */
public record ServerCard(
        String serverId,
        String instance,
        String region,
        String city,
        String publicIp,
        String gatewayUrl,
        String build,
        @Nullable String node,
        String rules,
        List<String> modes,
        int matchesMax,
        int playersMax) {
    public ServerCard {
        modes = List.copyOf(modes);
    }
}
