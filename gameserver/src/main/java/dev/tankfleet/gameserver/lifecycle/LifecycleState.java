package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Life of a game server: {@code Returning → Ready → Allocated → Returning …}; {@code Draining} from
 * any, final. A server that starts is one that returns from nowhere.
 */
sealed interface LifecycleState {
    /** The word in the status. */
    ServerState word();

    default Draining toDraining(DrainCause cause) {
        return new Draining(cause);
    }

    /**
     * In the pool; may vanish at any time.
     *
     * @param lastAllocated last allocation that is over; null if there was none
     */
    record Ready(@Nullable Instant lastAllocated) implements LifecycleState {
        /** The watch shows an allocation. */
        Allocated toAllocated(@Nullable String intent, @Nullable Instant at, long leaseUntilNs) {
            return new Allocated(intent, at, leaseUntilNs, false, null);
        }

        /** A command comes before the watch has shown its allocation. */
        Allocated toExpected(String intent, long leaseUntilNs, long expectedByNs) {
            return new Allocated(
                    intent,
                    lastAllocated,
                    leaseUntilNs,
                    false,
                    new Expectation(expectedByNs, false));
        }

        @Override
        public ServerState word() {
            return ServerState.READY;
        }
    }

    /**
     * Protected; takes matches.
     *
     * @param intent intent of the allocation; null if it had none
     * @param allocatedAt when, as the cluster says; of an expected one, when the last one was
     * @param leaseUntilNs time until which it stays though empty
     * @param isReleased whether the matchmaker needs it no longer
     * @param expectation what we wait for if the watch has not shown it yet; null if it has
     */
    record Allocated(
            @Nullable String intent,
            @Nullable Instant allocatedAt,
            long leaseUntilNs,
            boolean isReleased,
            @Nullable Expectation expectation)
            implements LifecycleState {
        Returning toReturning(long nowNs) {
            return new Returning(allocatedAt, Asking.NOT_YET, nowNs);
        }

        Allocated withLease(long untilNs) {
            return new Allocated(intent, allocatedAt, untilNs, isReleased, expectation);
        }

        Allocated withRelease() {
            return new Allocated(intent, allocatedAt, leaseUntilNs, true, expectation);
        }

        Allocated withExpectation(Expectation next) {
            return new Allocated(intent, allocatedAt, leaseUntilNs, isReleased, next);
        }

        /** The watch shows the expected allocation. */
        Allocated toConfirmed(@Nullable Instant at) {
            return new Allocated(intent, at, leaseUntilNs, isReleased, null);
        }

        /** It was allocated once more. */
        Allocated toReallocated(@Nullable String newIntent, @Nullable Instant at, long untilNs) {
            return new Allocated(newIntent, at, untilNs, false, null);
        }

        @Override
        public ServerState word() {
            return ServerState.ALLOCATED;
        }
    }

    /**
     * On its way back to the pool; takes nothing.
     *
     * @param lastAllocated the allocation that is over; null at the start
     * @param asking how far we are with asking for Ready
     * @param askedNs when it was asked for the last time
     */
    record Returning(@Nullable Instant lastAllocated, Asking asking, long askedNs)
            implements LifecycleState {
        /** A server that has just started. */
        static Returning atStart(long nowNs) {
            return new Returning(null, Asking.LOOK_FIRST, nowNs);
        }

        Ready toReady(@Nullable Instant over) {
            return new Ready(over);
        }

        /** Allocated again before Ready was seen. */
        Allocated toAllocated(@Nullable String intent, @Nullable Instant at, long leaseUntilNs) {
            return new Allocated(intent, at, leaseUntilNs, false, null);
        }

        Returning withUnderWay() {
            return new Returning(lastAllocated, Asking.UNDER_WAY, askedNs);
        }

        Returning withAsked(long nowNs) {
            return new Returning(lastAllocated, Asking.ASKED, nowNs);
        }

        @Override
        public ServerState word() {
            return ServerState.RETURNING;
        }
    }

    /** How far a return is. Ready is asked once; again only by {@link Lifecycle}'s rule. */
    enum Asking {
        /** We do not know how the cluster sees us. */
        LOOK_FIRST,
        NOT_YET,
        ASKED,
        /** The cluster has shown that it heard. */
        UNDER_WAY
    }

    /** Finishes what it has, then ends. */
    record Draining(DrainCause cause) implements LifecycleState {
        @Override
        public Draining toDraining(DrainCause other) {
            return this;
        }

        @Override
        public ServerState word() {
            return ServerState.DRAINING;
        }
    }

    /**
     * An allocation that the watch must show.
     *
     * @param byNs until when
     * @param isAsked whether we have called Allocate() ourselves by now
     */
    record Expectation(long byNs, boolean isAsked) {}
}
