package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.AllocationLog;
import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Change;
import dev.tankfleet.agones.emulator.allocator.Match;
import dev.tankfleet.agones.emulator.allocator.Order;
import dev.tankfleet.agones.emulator.allocator.OrderedFaults;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StateController;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.VirtualLoop;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.Sidecars;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The emulated cluster without sockets, on a time that the test moves; it notes each state at its
 * millisecond.
 */
final class VirtualCluster implements Cluster.Listener {
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final Duration FLUSH = Duration.ofMillis(500);
    static final Duration BATCH_WAIT = Duration.ofMillis(500);
    static final Change NOTHING = Change.metadata(Map.of(), Map.of());
    static final Duration CONTROLLER_DELAY = Duration.ofMillis(25);

    final VirtualLoop loop = new VirtualLoop(START);
    final Cluster cluster = new Cluster(loop, "default", new Random(1));
    final Sidecars sidecars = new Sidecars(loop, cluster, FLUSH);
    final OrderedFaults faults = new OrderedFaults();
    final AllocationLog allocations = new AllocationLog();
    final Allocator allocator = allocator(Allocator.Limits.onlyBatchWait(BATCH_WAIT));
    final List<String> seen = new ArrayList<>();

    VirtualCluster() {
        cluster.listen(new StateController(loop, cluster, CONTROLLER_DELAY));
        cluster.listen(this);
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        if (after != null) {
            long ms = Duration.between(START, loop.now()).toMillis();
            seen.add(ms + " " + after.state().text() + (after.isBeingDeleted() ? " deleted" : ""));
        }
    }

    /** One more allocator of this cluster. */
    Allocator allocator(Allocator.Limits limits) {
        return Allocator.follow(loop, cluster, limits, new Random(1), faults, allocations);
    }

    /** A server in that state with a sidecar; what was noted so far is forgotten. */
    Sidecar server(String name, GameServer.State state) {
        return server(name, state, ServerTemplate.withLabels(Map.of("mode", "ffa")));
    }

    Sidecar server(String name, GameServer.State state, ServerTemplate template) {
        Sidecar sidecar = sidecars.add(cluster.create(name, Map.of(), template));
        cluster.update(name, stored -> stored.withState(state));
        seen.clear();
        return sidecar;
    }

    StoredServer stored(String name) {
        return cluster.find(name).orElseThrow();
    }

    void advanceMs(long ms) {
        loop.advance(Duration.ofMillis(ms));
    }

    /** Asks for a Ready server with that intent; the answer lands in the list when it comes. */
    List<Reply> allocate(String intent) {
        return allocate(ask(Change.metadata(Map.of(), Map.of("intent", intent))));
    }

    /** Asks for a server that fits the first match that any fits. */
    static Ask ask(Match... matches) {
        return new Ask("default", List.of(matches), Order.PACKED, NOTHING);
    }

    /** Asks for a Ready server, and changes it so. */
    static Ask ask(Change change) {
        return new Ask("default", List.of(), Order.PACKED, change);
    }

    List<Reply> allocate(Ask ask) {
        return allocate(allocator, ask);
    }

    List<Reply> allocate(Allocator one, Ask ask) {
        List<Reply> replies = new ArrayList<>();
        loop.offer(() -> one.allocate(ask, () -> false, replies::add));
        return replies;
    }
}
