package dev.tankfleet.gameserver.lifecycle;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Our GameServer as the cluster stores it, as far as it concerns us.
 *
 * @param phase what it means for us
 * @param stateText the state's name in the cluster
 * @param intent intent of its last allocation; null if there was none
 * @param lastAllocated when it was allocated for the last time; null if never
 * @param isUnwanted whether it carries the overflow label or is being deleted
 */
public record GameServerView(
        Phase phase,
        String stateText,
        @Nullable String intent,
        @Nullable Instant lastAllocated,
        boolean isUnwanted) {

    /** Whether it was allocated again since an allocation that we know of. */
    boolean isAllocatedSince(@Nullable Instant known) {
        return lastAllocated != null && (known == null || lastAllocated.isAfter(known));
    }

    /**
     * Whether it was seen before an allocation that we know of, and told late: Agones never takes
     * the time of an allocation back.
     */
    boolean isOlderThan(@Nullable Instant known) {
        return known != null && (lastAllocated == null || lastAllocated.isBefore(known));
    }

    /** States of Agones, folded to what makes a difference here. */
    public enum Phase {
        /** Not ready yet. */
        STARTING,
        REQUEST_READY,
        READY,
        ALLOCATED,
        /** Shutdown, Unhealthy or Error: it ends. */
        ENDING,
        /** Reserved, or a state that we do not know. */
        OTHER
    }
}
