package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.AllocatorTls;
import dev.tankfleet.agones.emulator.fleet.NodeConfig;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * One emulated cluster.
 *
 * @param name name of the cluster and its only node, part of its threads' names
 * @param namespace namespace of its GameServers
 * @param allocatorPort port of the AllocationService, 0 for a free one
 * @param node where the game servers run
 * @param times how late things happen
 * @param allocatorTls certificates of the AllocationService, null for plain text
 */
public record EmulatorConfig(
        String name,
        String namespace,
        int allocatorPort,
        NodeConfig node,
        Times times,
        @Nullable AllocatorTls allocatorTls) {
    /** The one after it is used, too. */
    private static final int PORT_MAX = 65_534;

    public EmulatorConfig {
        if (name.isBlank() || namespace.isBlank()) {
            throw new IllegalArgumentException(
                    "name, namespace: "
                            + name
                            + ", "
                            + namespace
                            + " (expected: neither is blank)");
        }
        if (allocatorPort < 0 || allocatorPort > PORT_MAX) {
            throw new IllegalArgumentException(
                    "allocatorPort: " + allocatorPort + " (expected: 0 to 65534)");
        }
    }

    /** A cluster on free ports of the loopback address, as slow as the real one is by itself. */
    public static EmulatorConfig asInAgones(String name) {
        return new EmulatorConfig(
                name, "default", 0, nodeOf(Duration.ofMillis(25)), Times.AS_IN_AGONES, null);
    }

    /** The same order of things, some twenty times as fast; for tests. */
    public static EmulatorConfig fast(String name) {
        return new EmulatorConfig(
                name, "default", 0, nodeOf(Duration.ofMillis(2)), Times.FAST, null);
    }

    /** The same with the AllocationService on that port. */
    public EmulatorConfig withAllocatorPort(int port) {
        return new EmulatorConfig(name, namespace, port, node, times, allocatorTls);
    }

    /**
     * The same with the first sidecar on that port, and each next one so much higher; each also
     * uses the port after its own.
     */
    public EmulatorConfig withSidecarPorts(int first, int step) {
        var moved =
                new NodeConfig(
                        node.address(),
                        first,
                        step,
                        node.hostPortMin(),
                        node.hostPortMax(),
                        node.stopGrace(),
                        node.removalDelay());
        return new EmulatorConfig(name, namespace, allocatorPort, moved, times, allocatorTls);
    }

    /** The same with another time for game servers to stop. */
    public EmulatorConfig withStopGrace(Duration grace) {
        var patient =
                new NodeConfig(
                        node.address(),
                        node.sidecarPortFirst(),
                        node.sidecarPortStep(),
                        node.hostPortMin(),
                        node.hostPortMax(),
                        grace,
                        node.removalDelay());
        return new EmulatorConfig(name, namespace, allocatorPort, patient, times, allocatorTls);
    }

    /** The same with other times. */
    public EmulatorConfig withTimes(Times newTimes) {
        return new EmulatorConfig(name, namespace, allocatorPort, node, newTimes, allocatorTls);
    }

    /** The same with mutual TLS for the AllocationService. */
    public EmulatorConfig withAllocatorTls(AllocatorTls tls) {
        return new EmulatorConfig(name, namespace, allocatorPort, node, times, tls);
    }

    private static NodeConfig nodeOf(Duration removalDelay) {
        return new NodeConfig(
                "127.0.0.1", 0, 2, 7_000, 8_000, Duration.ofSeconds(30), removalDelay);
    }

    /**
     * How late things happen.
     *
     * @param sdkFlush time from a call of the sidecar to its write
     * @param allocationBatchWait rhythm of the allocator
     * @param controllerDelay time from a write to the controller's answer
     * @param errorHold how long a server in Error stays
     * @param bufferSync time from one look of a Fleet's buffer to the next
     */
    public record Times(
            Duration sdkFlush,
            Duration allocationBatchWait,
            Duration controllerDelay,
            Duration errorHold,
            Duration bufferSync) {
        static final Times AS_IN_AGONES =
                new Times(
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        Duration.ofMillis(25),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
        static final Times FAST =
                new Times(
                        Duration.ofMillis(20),
                        Duration.ofMillis(20),
                        Duration.ofMillis(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200));

        /** The same with another rhythm of the allocator. */
        public Times withAllocationBatchWait(Duration wait) {
            return new Times(sdkFlush, wait, controllerDelay, errorHold, bufferSync);
        }

        /** The same with another delay of the sidecars. */
        public Times withSdkFlush(Duration flush) {
            return new Times(flush, allocationBatchWait, controllerDelay, errorHold, bufferSync);
        }
    }
}
