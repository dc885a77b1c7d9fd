package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.ByRoom;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import java.util.Comparator;
import java.util.List;

/**
 * Which servers go first when there are too many. Packed: those without a node, those that are not
 * Ready yet, then by priorities and names; all are on one node, so nodes decide nothing else.
 * Distributed: by priorities, then the oldest.
 *
 * @param isPacked how the Fleet is scheduled
 * @param priorities best first; what is first in their order goes first
 */
public record ScaleDown(boolean isPacked, List<ByRoom> priorities) {
    /** What a Fleet does that does not say. */
    public static final ScaleDown PACKED = new ScaleDown(true, List.of());

    /** The oldest first. */
    public static final ScaleDown DISTRIBUTED = new ScaleDown(false, List.of());

    public ScaleDown {
        priorities = List.copyOf(priorities);
    }

    /** The first to go comes first. */
    public Comparator<StoredServer> order() {
        Comparator<StoredServer> order =
                isPacked
                        ? Comparator.comparing(ScaleDown::hasNode)
                                .thenComparing(s -> s.state() == GameServer.State.READY)
                        : (_, _) -> 0;
        for (ByRoom priority : priorities) {
            order = order.thenComparing(priority.comparator());
        }
        return order.thenComparing(
                isPacked
                        ? Comparator.comparing(StoredServer::name)
                        : Comparator.comparing(StoredServer::createdAt));
    }

    private static boolean hasNode(StoredServer server) {
        return !server.status().address().isEmpty();
    }
}
