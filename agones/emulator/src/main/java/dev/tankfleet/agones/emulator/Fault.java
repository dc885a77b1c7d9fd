package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.AllocationFault;

/** Something that goes wrong because a test says so. */
public sealed interface Fault {
    /** The allocator fails for its next calls. */
    record OnAllocation(AllocationFault fault) implements Fault {}

    /** The sidecar of that server dies: its port refuses, and what it had queued is lost. */
    record SidecarDown(String gameServer) implements Fault {}

    /** A new sidecar listens on the port of the dead one. */
    record SidecarUp(String gameServer) implements Fault {}

    /** Somebody deletes that GameServer, whatever it does. */
    record ServerDeleted(String gameServer) implements Fault {}
}
