package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.gameserver.lifecycle.GameServerView.Phase;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Allocated;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Draining;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Expectation;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Ready;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Returning;

/**
 * What a sighting makes of a state: a pure calculation, without the lock and without the sidecar.
 */
final class Transitions {
    private final LifecycleConfig config;

    Transitions(LifecycleConfig config) {
        this.config = config;
    }

    /** The state after a sighting of our GameServer. */
    LifecycleState after(LifecycleState state, GameServerView view, boolean hasWork, long nowNs) {
        if (view.isUnwanted() || view.phase() == Phase.ENDING) {
            return state.toDraining(DrainCause.AGONES);
        }
        return switch (state) {
            case Ready ready -> afterReady(ready, view, nowNs);
            case Allocated allocated -> afterAllocated(allocated, view, hasWork, nowNs);
            case Returning returning -> afterReturning(returning, view, nowNs);
            case Draining draining -> draining;
        };
    }

    private LifecycleState afterReady(Ready ready, GameServerView view, long nowNs) {
        // With an old time this is a late message of the allocation that is over.
        boolean isNew =
                view.phase() == Phase.ALLOCATED && view.isAllocatedSince(ready.lastAllocated());
        return isNew
                ? ready.toAllocated(view.intent(), view.lastAllocated(), leaseUntil(nowNs))
                : ready;
    }

    private LifecycleState afterAllocated(
            Allocated allocated, GameServerView view, boolean hasWork, long nowNs) {
        boolean isNewer =
                view.phase() == Phase.ALLOCATED && view.isAllocatedSince(allocated.allocatedAt());
        if (allocated.expectation() != null) {
            return isNewer ? allocated.toConfirmed(view.lastAllocated()) : allocated;
        }
        if (isNewer) {
            return allocated.toReallocated(view.intent(), view.lastAllocated(), leaseUntil(nowNs));
        }
        if (view.phase() == Phase.READY && !view.isOlderThan(allocated.allocatedAt())) {
            // Somebody took the allocation back. With work we must have it again at once; without,
            // we are in the pool.
            return hasWork
                    ? allocated.withExpectation(new Expectation(nowNs, false))
                    : new Ready(allocated.allocatedAt());
        }
        return allocated;
    }

    private LifecycleState afterReturning(Returning returning, GameServerView view, long nowNs) {
        return switch (view.phase()) {
            case READY -> returning.toReady(view.lastAllocated());
            case REQUEST_READY -> returning.withUnderWay();
            case ALLOCATED ->
                    view.isAllocatedSince(returning.lastAllocated())
                            ? returning.toAllocated(
                                    view.intent(), view.lastAllocated(), leaseUntil(nowNs))
                            : returning;
            case STARTING, ENDING, OTHER -> returning;
        };
    }

    private long leaseUntil(long nowNs) {
        return nowNs + config.firstLease().toNanos();
    }
}
