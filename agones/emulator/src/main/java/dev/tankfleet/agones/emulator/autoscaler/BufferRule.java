package dev.tankfleet.agones.emulator.autoscaler;

import dev.tankfleet.agones.emulator.fleet.FleetStatus;

/** Servers for a buffer beyond the Allocated ones. Reserved ones count as free. Pure. */
final class BufferRule {
    private static final int PERCENT = 100;

    private BufferRule() {}

    static Outcome.Wanted apply(Policy.Buffer policy, FleetStatus status) {
        int allocated = status.allocated();
        int size = policy.bufferSize().value();
        // A share is one of the servers that there will be, so the Allocated ones are the rest.
        int wanted =
                policy.bufferSize().isPercent()
                        ? Math.ceilDiv(allocated * PERCENT, PERCENT - size)
                        : allocated + size;
        int replicas = Math.min(Math.max(wanted, policy.replicasMin()), policy.replicasMax());
        return new Outcome.Wanted(replicas, replicas != wanted, policy.type());
    }
}
