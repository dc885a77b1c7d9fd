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
 * @param usedSlots slots of all servers that are taken or promised
 * @param allocated the allocated servers
 */
public record RegionSlots(
        String region,
        int freeSlots,
        int readyServers,
        int slotsPerServer,
        int usedSlots,
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

    static RegionSlots of(String region, List<LiveServer> servers) {
        int free = 0;
        int used = 0;
        int ready = 0;
        int perServer = Integer.MAX_VALUE;
        int perAnyServer = Integer.MAX_VALUE;
        var allocated = new ArrayList<AllocatedServer>();
        for (var server : servers) {
            used += server.status().maxMatches() - server.freeSlots();
            perAnyServer = Math.min(perAnyServer, server.status().maxMatches());
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
        // Where none is Ready the next one will be like the others.
        int brings = ready > 0 ? perServer : servers.isEmpty() ? 1 : perAnyServer;
        return new RegionSlots(region, free, ready, Math.max(1, brings), used, allocated);
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
