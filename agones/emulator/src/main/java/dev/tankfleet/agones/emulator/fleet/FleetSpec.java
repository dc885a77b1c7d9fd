package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;

import org.jspecify.annotations.Nullable;

/**
 * A Fleet.
 *
 * @param name its name, begins the name of each of its servers; 1 to 50 characters
 * @param replicas servers to keep, 0 to 1000
 * @param template what each server is made from
 * @param buffer sets the replicas from the number of allocated servers, null to leave them
 */
public record FleetSpec(
        String name, int replicas, ServerTemplate template, @Nullable Buffer buffer) {
    static final int REPLICAS_MAX = 1_000;
    private static final int NAME_MAX = 50;

    public FleetSpec {
        require(
                !name.isEmpty() && name.length() <= NAME_MAX,
                "name",
                name,
                "1 to " + NAME_MAX + " characters");
        checkReplicas(replicas);
    }

    /** A Fleet of that many servers, without a buffer. */
    public static FleetSpec of(String name, int replicas, ServerTemplate template) {
        return new FleetSpec(name, replicas, template, null);
    }

    static void checkReplicas(int replicas) {
        require(
                replicas >= 0 && replicas <= REPLICAS_MAX,
                "replicas",
                Integer.toString(replicas),
                "0 to " + REPLICAS_MAX);
    }

    private static void require(boolean isMet, String name, String value, String rule) {
        if (!isMet) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
        }
    }

    /**
     * Keeps some servers free beyond the allocated ones, as Agones' Buffer policy does.
     *
     * @param size servers to keep free, at least 1
     * @param replicasMin fewest servers, 0 or at least {@code size}
     * @param replicasMax most servers, at least {@code replicasMin} and {@code size}
     */
    public record Buffer(int size, int replicasMin, int replicasMax) {
        public Buffer {
            require(size >= 1, "buffer.size", Integer.toString(size), ">= 1");
            require(
                    replicasMin == 0 || replicasMin >= size,
                    "buffer.replicasMin",
                    Integer.toString(replicasMin),
                    "0 or >= size");
            require(
                    replicasMax >= Math.max(size, replicasMin) && replicasMax <= REPLICAS_MAX,
                    "buffer.replicasMax",
                    Integer.toString(replicasMax),
                    ">= size and replicasMin, <= " + REPLICAS_MAX);
        }

        int replicasFor(int allocated) {
            return Math.clamp(allocated + size, replicasMin, replicasMax);
        }
    }
}
