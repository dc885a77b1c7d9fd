package dev.tankfleet.gameserver.host;

import dev.tankfleet.process.config.Secret;

/**
 * Who runs the matches.
 *
 * @param serverId this server
 * @param instance this process
 * @param region region that it stands in
 * @param regionKey key of the resume tokens, the same for all servers of the region
 */
public record HostIdentity(String serverId, String instance, String region, Secret regionKey) {}
