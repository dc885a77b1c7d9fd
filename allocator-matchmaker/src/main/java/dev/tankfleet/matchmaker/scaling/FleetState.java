package dev.tankfleet.matchmaker.scaling;

import dev.tankfleet.process.config.Check;

import org.jspecify.annotations.Nullable;

/**
 * A Fleet as Agones describes it.
 *
 * @param region region of its servers
 * @param build build of its servers, null if the region has one Fleet
 * @param ready servers that are Ready, at least 0
 * @param reserved servers that are Reserved, at least 0
 * @param allocated servers that are Allocated, at least 0
 */
public record FleetState(
        String region, @Nullable String build, int ready, int reserved, int allocated) {
    /** Checks the numbers. */
    public FleetState {
        Check.that(ready >= 0, "ready", ready, ">= 0");
        Check.that(reserved >= 0, "reserved", reserved, ">= 0");
        Check.that(allocated >= 0, "allocated", allocated, ">= 0");
    }

    /** Servers that nobody may take away. */
    int kept() {
        return reserved + allocated;
    }
}
