package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.cluster.Leadership;

import java.time.Duration;

/** Something that goes wrong because a test says so. */
public sealed interface Fault {
    /** No fault takes longer than that. */
    Duration DURATION_MAX = Duration.ofDays(1);

    /** A fault of one server, which must be there. */
    sealed interface OfServer extends Fault {
        /** Name of its GameServer. */
        String gameServer();
    }

    /** The allocator fails for its next calls. */
    record OnAllocation(AllocationFault fault) implements Fault {}

    /** The sidecar of that server dies: its port refuses, and what it had queued is lost. */
    record SidecarDown(String gameServer) implements OfServer {}

    /** A new sidecar listens on the port of the dead one. */
    record SidecarUp(String gameServer) implements OfServer {}

    /**
     * All connections to the sidecar of that server break, its watches too, and new ones are
     * refused for this time; what it had queued is written all the same.
     */
    record SidecarCut(String gameServer, Duration duration) implements OfServer {
        public SidecarCut {
            check("duration", duration);
        }
    }

    /** From now on the sidecar of that server writes that much later than it should. */
    record SidecarLate(String gameServer, Duration by) implements OfServer {
        public SidecarLate {
            check("by", by);
        }
    }

    /** Somebody deletes that GameServer, whatever it does. */
    record ServerDeleted(String gameServer) implements OfServer {}

    /** No controller leads for this time: see {@link Leadership}. */
    record LeaderChange(Duration vacancy) implements Fault {
        public LeaderChange {
            check("vacancy", vacancy);
        }
    }

    private static void check(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + duration + " (expected: 0 to " + DURATION_MAX + ")");
        }
    }
}
