package dev.tankfleet.matchmaker.allocation;

import dev.tankfleet.matchmaker.server.RegionSlots;
import dev.tankfleet.matchmaker.server.RegionSlots.AllocatedServer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plan for one region: what is under way, what is kept, what is spare. Owned by the thread of
 * {@link WarmSlots}; pure but for its own maps, so it is tested by moving the clock.
 */
final class WarmRegion {
    private static final long DEMAND_LASTS_NS = Duration.ofSeconds(5).toNanos();
    private static final long BACK_OFF_NS = Duration.ofSeconds(1).toNanos();

    /** Before this the servers of an earlier life may not have answered the first poll. */
    private static final long FIRST_LOOK_AFTER_NS = Duration.ofMillis(500).toNanos();

    /** Servers that hold matches come first, so that the empty ones are the spare ones. */
    private static final Comparator<AllocatedServer> BUSY_FIRST =
            Comparator.comparing(AllocatedServer::isEmpty)
                    .thenComparing(server -> server.server().serverId());

    private final WarmSlotsConfig config;

    private final Set<String> calling = new HashSet<>();
    private final Map<String, Long> unknownSinceNs = new HashMap<>();
    private final Map<String, Long> heldAtNs = new HashMap<>();
    private final Map<String, Long> spareSinceNs = new HashMap<>();
    private long demandUntilNs;
    private long backOffUntilNs;

    WarmRegion(WarmSlotsConfig config, long nowNs) {
        this.config = config;
        this.demandUntilNs = nowNs;
        this.backOffUntilNs = nowNs + FIRST_LOOK_AFTER_NS;
    }

    void onDemand(long nowNs) {
        demandUntilNs = nowNs + DEMAND_LASTS_NS;
    }

    void onCalling(String intent) {
        calling.add(intent);
    }

    void onAllocated(String intent) {
        calling.remove(intent);
        unknownSinceNs.remove(intent);
    }

    /** Nothing was taken; asking again at once would be of no use. */
    void onNothingTaken(String intent, long nowNs) {
        calling.remove(intent);
        backOffUntilNs = nowNs + BACK_OFF_NS;
    }

    void onUnknown(String intent, long nowNs) {
        calling.remove(intent);
        unknownSinceNs.put(intent, nowNs);
    }

    /** The server did not take the hold; it is asked again soon, before it returns by itself. */
    void onNotHeld(String serverId, long nowNs) {
        heldAtNs.computeIfPresent(
                serverId, (_, _) -> nowNs - config.holdEvery().toNanos() + BACK_OFF_NS);
    }

    /** Calls to make now. */
    int missingCalls(RegionSlots slots, long nowNs) {
        if (nowNs - backOffUntilNs < 0) {
            return 0;
        }
        int underWay = calling.size() + unknownSinceNs.size();
        int missing = wanted(nowNs) - slots.freeSlots() - underWay * slots.slotsPerServer();
        int calls = Math.ceilDiv(Math.max(0, missing), slots.slotsPerServer());
        // What a call without an answer took does not say Ready any more.
        int ready = slots.readyServers() - calling.size();
        return Math.min(calls, Math.min(config.inFlightMax() - underWay, ready));
    }

    /** Intents without an answer that a server shows now. */
    List<AllocatedServer> found(RegionSlots slots) {
        return slots.allocated().stream()
                .filter(server -> unknownSinceNs.containsKey(server.statusIntent()))
                .toList();
    }

    /** Intents without an answer that no server has shown for long enough; forgotten here. */
    List<String> lost(long nowNs) {
        var lost =
                unknownSinceNs.entrySet().stream()
                        .filter(e -> nowNs - e.getValue() >= config.unknownFor().toNanos())
                        .map(Map.Entry::getKey)
                        .toList();
        lost.forEach(unknownSinceNs::remove);
        return lost;
    }

    /** Decides which servers are to hear a word now. */
    Words words(RegionSlots slots, long nowNs) {
        var hold = new ArrayList<AllocatedServer>();
        var release = new ArrayList<AllocatedServer>();
        var seen = new HashSet<String>();
        int free = 0;
        for (var server : slots.allocated().stream().sorted(BUSY_FIRST).toList()) {
            var id = server.server().serverId();
            seen.add(id);
            boolean isKept = free < wanted(nowNs) && server.freeSlots() > 0;
            free += isKept ? server.freeSlots() : 0;
            if (server.intent() == null) {
                continue;
            }
            if (isKept) {
                spareSinceNs.remove(id);
                if (isHoldDue(id, nowNs)) {
                    heldAtNs.put(id, nowNs);
                    hold.add(server);
                }
            } else if (server.isEmpty() && isSpareLongEnough(id, nowNs)) {
                spareSinceNs.remove(id);
                heldAtNs.remove(id);
                release.add(server);
            }
        }
        heldAtNs.keySet().retainAll(seen);
        spareSinceNs.keySet().retainAll(seen);
        return new Words(hold, release);
    }

    private int wanted(long nowNs) {
        return Math.max(config.slots(), nowNs - demandUntilNs < 0 ? 1 : 0);
    }

    private boolean isHoldDue(String serverId, long nowNs) {
        var last = heldAtNs.get(serverId);
        return last == null || nowNs - last >= config.holdEvery().toNanos();
    }

    private boolean isSpareLongEnough(String serverId, long nowNs) {
        var since = spareSinceNs.computeIfAbsent(serverId, _ -> nowNs);
        return nowNs - since >= config.surplusFor().toNanos();
    }

    /** Servers to hold and servers to release. */
    record Words(List<AllocatedServer> hold, List<AllocatedServer> release) {}
}
