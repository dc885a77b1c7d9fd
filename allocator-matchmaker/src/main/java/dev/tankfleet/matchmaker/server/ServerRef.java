package dev.tankfleet.matchmaker.server;

import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

/**
 * A game server as it was when it was chosen.
 *
 * @param region region that it stands in
 * @param serverId unique over all regions
 * @param instance the process that answers under this id
 * @param gatewayUrl WebSocket address of the gateway in front of it
 * @param intent intent of an allocation that the server may not have noticed yet; null if it has
 *     said itself that it is allocated
 */
public record ServerRef(
        String region,
        String serverId,
        String instance,
        String gatewayUrl,
        @Nullable String intent) {
    /** Checks the two ids that become part of a subject. */
    public ServerRef {
        Id.check("region", region);
        Id.check("serverId", serverId);
    }
}
