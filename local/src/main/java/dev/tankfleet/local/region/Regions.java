package dev.tankfleet.local.region;

import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The regions of a fleet as far as they have come. Filled by one thread; all may ask. */
public final class Regions<R extends LocalRegion> {
    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final List<R> list = new CopyOnWriteArrayList<>();

    /** Adds one that has just started. */
    public void add(R region) {
        list.add(region);
    }

    /** In the order of their start. */
    public Stream<R> stream() {
        return list.stream();
    }

    /** The server that runs a match. */
    public Optional<String> serverOf(String region, String matchId) {
        return find(region).flatMap(found -> found.serverOf(matchId));
    }

    /** Deletes a server's GameServer; does nothing for a region that is not ours. */
    public void deleteServer(String region, String serverId) {
        find(region).ifPresent(found -> found.agones().deleteServer(serverId));
    }

    /** Servers that were allocated so far. */
    public long allocations() {
        return list.stream().mapToLong(region -> region.agones().allocations()).sum();
    }

    /** Servers in a state now. */
    public int servers(GameServer.State state) {
        return list.stream().mapToInt(region -> region.agones().servers(state)).sum();
    }

    /**
     * Waits until each region has a server allocated ahead, and all others ready.
     *
     * @param serversPerRegion how many it should have
     * @param givesUp ends the waiting early
     * @return false if that did not come in time
     */
    public boolean awaitPlayable(int serversPerRegion, Duration max, BooleanSupplier givesUp) {
        long untilNs = System.nanoTime() + max.toNanos();
        while (!list.stream().allMatch(region -> isPlayable(region, serversPerRegion))) {
            if (System.nanoTime() > untilNs || givesUp.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return true;
    }

    /** Closes them side by side, so that no region waits for the servers of another. */
    public void close() throws InterruptedException {
        var threads =
                list.stream().map(region -> Thread.ofPlatform().start(region::close)).toList();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static boolean isPlayable(LocalRegion region, int servers) {
        int allocated = region.agones().servers(GameServer.State.ALLOCATED);
        return allocated >= 1
                && allocated + region.agones().servers(GameServer.State.READY) >= servers;
    }

    private Optional<R> find(String name) {
        return list.stream().filter(region -> region.plan().name().equals(name)).findFirst();
    }
}
