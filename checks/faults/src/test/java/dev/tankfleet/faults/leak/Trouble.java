package dev.tankfleet.faults.leak;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.sdk.GameServer;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws from a seed what goes wrong with Agones, and has it go wrong. Guarded by its monitor; the
 * steward and the test's thread call it.
 */
final class Trouble {
    /** Longer than the caller waits. */
    private static final Duration LATE_BY = Territory.ALLOCATION_DEADLINE.multipliedBy(2);

    private static final Duration CUT_MAX = Duration.ofMillis(800);

    private final Emulator emulator;
    private final SplittableRandom random;

    // Guarded by this.
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final Set<String> down = new LinkedHashSet<>();
    private long allocationsSeen;
    private boolean isOver;

    /** What goes wrong, and in how many of a thousand allocations. */
    enum Kind {
        REPLY_LOST(200),
        REPLY_LATE(200),
        DOWN(100),
        OFFERED_AGAIN(20),
        OFFERED_DELETED(20),
        OFFERED_UNHEALTHY(10),
        /** Not with an allocation but beside them. */
        SERVER_DELETED(0),
        WATCH_CUT(0),
        SIDECAR_KILLED(0);

        private final int perMille;

        Kind(int perMille) {
            this.perMille = perMille;
        }
    }

    Trouble(Emulator emulator, long seed) {
        this.emulator = emulator;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Draws for the next allocations, as many as were made since it did so last: whoever makes them
     * may be out of our reach.
     */
    synchronized void onAllocations() {
        long total = emulator.allocations().total();
        for (; allocationsSeen < total && !isOver; allocationsSeen++) {
            draw();
        }
    }

    /** However few allocations there are, each kind has its turn: first the one, then chance. */
    private void draw() {
        for (var kind : Kind.values()) {
            if (kind.perMille > 0 && !done.containsKey(kind)) {
                order(kind);
                return;
            }
        }
        int drawn = random.nextInt(1_000);
        for (var kind : Kind.values()) {
            drawn -= kind.perMille;
            if (drawn < 0) {
                order(kind);
                return;
            }
        }
    }

    /** Hits one server, whatever it does. */
    synchronized void onServers(Kind kind, List<GameServer> servers) {
        if (servers.isEmpty()) {
            return;
        }
        var name = servers.get(random.nextInt(servers.size())).name();
        try {
            switch (kind) {
                case SERVER_DELETED -> emulator.order(new Fault.ServerDeleted(name));
                case WATCH_CUT -> emulator.order(new Fault.SidecarCut(name, cutTime()));
                case SIDECAR_KILLED -> {
                    emulator.order(new Fault.SidecarDown(name));
                    down.add(name);
                }
                default -> throw new IllegalArgumentException("kind: " + kind);
            }
            done.merge(kind, 1, Integer::sum);
        } catch (IllegalArgumentException e) { // it has gone since: nothing was done
            return;
        }
    }

    /** Starts the sidecars that were killed; false if one has to wait for its port. */
    synchronized boolean bringSidecarsBack() {
        for (var name : List.copyOf(down)) {
            try {
                emulator.order(new Fault.SidecarUp(name));
                down.remove(name);
            } catch (IllegalArgumentException e) { // its server has gone
                down.remove(name);
            } catch (UncheckedIOException e) { // the dead one has not let go of the port
                return false;
            }
        }
        return true;
    }

    synchronized boolean draws(int perMille) {
        return random.nextInt(1_000) < perMille;
    }

    synchronized int drawMs(int min, int max) {
        return random.nextInt(min, max);
    }

    /** From now on all goes well. */
    synchronized void end() {
        isOver = true;
    }

    synchronized Map<Kind, Integer> done() {
        return Map.copyOf(done);
    }

    private Duration cutTime() {
        return Duration.ofMillis(random.nextLong(CUT_MAX.toMillis()));
    }

    private void order(Kind kind) {
        var fault =
                switch (kind) {
                    case REPLY_LOST -> new AllocationFault.ReplyLost(1);
                    case REPLY_LATE -> new AllocationFault.Late(1, LATE_BY);
                    case DOWN -> new AllocationFault.Down(1);
                    case OFFERED_AGAIN -> new AllocationFault.OfferedAgain(1);
                    case OFFERED_DELETED -> new AllocationFault.OfferedDeleted(1);
                    case OFFERED_UNHEALTHY -> new AllocationFault.OfferedUnhealthy(1);
                    case SERVER_DELETED, WATCH_CUT, SIDECAR_KILLED ->
                            throw new IllegalArgumentException("kind: " + kind);
                };
        emulator.order(new Fault.OnAllocation(fault));
        done.merge(kind, 1, Integer::sum);
    }
}
