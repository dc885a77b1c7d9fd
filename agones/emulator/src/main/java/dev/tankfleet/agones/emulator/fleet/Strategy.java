package dev.tankfleet.agones.emulator.fleet;

/** How a Fleet goes over to a new template. */
public sealed interface Strategy {
    /** What a Fleet does that does not say: a quarter more, a quarter less. */
    Strategy DEFAULT = new RollingUpdate(Amount.ofPercent(25), Amount.ofPercent(25));

    /**
     * Step by step: new ones come, and when they are Ready old ones go.
     *
     * @param maxSurge servers above the replicas, a share of those, rounded up
     * @param maxUnavailable Ready servers that may be missing, a share of the Ready ones, rounded
     *     down; at least one
     */
    record RollingUpdate(Amount maxSurge, Amount maxUnavailable) implements Strategy {}

    /** All old ones that may go do so at once. */
    record Recreate() implements Strategy {}
}
