package dev.tankfleet.matchmaker.server;

import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Room for new matches in one region. A slot is the room for one match.
 *
 * @param region the region
 * @param freeSlots slots on servers that are allocated
 * @param readyServers servers that an allocation could take
 * @param slotsPerServer fewest slots that an allocation brings, at least 1
 * @param allocated the allocated servers
 */
public record RegionSlots(
        String region,
        int freeSlots,
        int readyServers,
        int slotsPerServer,
        List<AllocatedServer> allocated) {
    /** Copies the list. */
    public RegionSlots {
        allocated = List.copyOf(allocated);
    }

    static List<RegionSlots> of(LiveServer[] rows, long nowNs) {
        var byRegion = new TreeMap<String, List<LiveServer>>();
        for (var row : rows) {
            if (!row.isSilent(nowNs)) {
                byRegion.computeIfAbsent(row.status().region(), _ -> new ArrayList<>()).add(row);
            }
        }
        var slots = new ArrayList<RegionSlots>();
        byRegion.forEach((region, servers) -> slots.add(of(region, servers)));
        return slots;
    }

    private static RegionSlots of(String region, List<LiveServer> servers) {
        int free = 0;
        int ready = 0;
        int perServer = Integer.MAX_VALUE;
        var allocated = new ArrayList<AllocatedServer>();
        for (var server : servers) {
            if (server.isProtected()) {
                free += server.freeSlots();
                allocated.add(
                        new AllocatedServer(
                                server.ref(),
                                server.status().intent(),
                                server.freeSlots(),
                                server.isEmpty()));
            } else if (server.status().state() == ServerState.READY) {
                ready++;
                perServer = Math.min(perServer, server.status().maxMatches());
            }
        }
        return new RegionSlots(
                region, free, ready, perServer == Integer.MAX_VALUE ? 1 : perServer, allocated);
    }

    /**
     * A server that takes matches.
     *
     * @param server the server
     * @param statusIntent intent that it shows itself, null if it shows none
     * @param freeSlots its room
     * @param isEmpty whether nothing runs on it and nothing is promised
     */
    public record AllocatedServer(
            ServerRef server, @Nullable String statusIntent, int freeSlots, boolean isEmpty) {
        /** Intent under which it can be held or released, null if there is none. */
        public @Nullable String intent() {
            return server.intent() != null ? server.intent() : statusIntent;
        }
    }
}
