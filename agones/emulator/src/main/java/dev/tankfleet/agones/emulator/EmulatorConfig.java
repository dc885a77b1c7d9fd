package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.emulator.node.NodeConfig;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * One emulated cluster.
 *
 * @param name name of the cluster and its only node, part of its threads' names
 * @param namespace namespace of its GameServers
 * @param allocators the AllocationService
 * @param node where the game servers run
 * @param times how late things happen
 */
public record EmulatorConfig(
        String name, String namespace, Allocators allocators, NodeConfig node, Times times) {
    private static final Duration LAG_MIN = Duration.ofMillis(2);

    public EmulatorConfig {
        if (name.isBlank() || namespace.isBlank()) {
            throw new IllegalArgumentException(
                    "name, namespace: "
                            + name
                            + ", "
                            + namespace
                            + " (expected: neither is blank)");
        }
    }

    /** A cluster on free ports of the loopback address, as slow as the real one is by itself. */
    public static EmulatorConfig asInAgones(String name) {
        return new EmulatorConfig(
                name,
                "default",
                Allocators.one(
                        new Allocator.Limits(
                                Duration.ofMillis(500), Duration.ofMillis(2), 400, 500)),
                nodeOf(Duration.ofMillis(25)),
                Times.AS_IN_AGONES);
    }

    /** The same order of things, some twenty times as fast; for tests. */
    public static EmulatorConfig fast(String name) {
        return new EmulatorConfig(
                name,
                "default",
                Allocators.one(Allocator.Limits.onlyBatchWait(Duration.ofMillis(20))),
                nodeOf(Duration.ofMillis(2)),
                Times.FAST);
    }

    /** The same with the AllocationService on that port. */
    public EmulatorConfig withAllocatorPort(int port) {
        return withAllocators(
                new Allocators(port, allocators.replicas(), allocators.limits(), allocators.tls()));
    }

    /** The same with so many allocators, which do not tell each other what they do. */
    public EmulatorConfig withAllocatorReplicas(int replicas) {
        Allocator.Limits limits = allocators.limits();
        // Who sees everything at once never picks what another one has taken.
        boolean seesAll = replicas > 1 && limits.cacheLag().isZero();
        return withAllocators(
                new Allocators(
                        allocators.port(),
                        replicas,
                        seesAll ? limits.withCacheLag(LAG_MIN) : limits,
                        allocators.tls()));
    }

    /** The same with another rhythm of the allocators. */
    public EmulatorConfig withAllocationBatchWait(Duration wait) {
        return withAllocators(
                new Allocators(
                        allocators.port(),
                        allocators.replicas(),
                        allocators.limits().withBatchWait(wait),
                        allocators.tls()));
    }

    /** The same with mutual TLS for the AllocationService. */
    public EmulatorConfig withAllocatorTls(AllocatorTls tls) {
        return withAllocators(
                new Allocators(allocators.port(), allocators.replicas(), allocators.limits(), tls));
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
        return new EmulatorConfig(name, namespace, allocators, moved, times);
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
        return new EmulatorConfig(name, namespace, allocators, patient, times);
    }

    /** The same with other times. */
    public EmulatorConfig withTimes(Times newTimes) {
        return new EmulatorConfig(name, namespace, allocators, node, newTimes);
    }

    private EmulatorConfig withAllocators(Allocators others) {
        return new EmulatorConfig(name, namespace, others, node, times);
    }

    private static NodeConfig nodeOf(Duration removalDelay) {
        return new NodeConfig(
                "127.0.0.1", 0, 2, 7_000, 8_000, Duration.ofSeconds(30), removalDelay);
    }

    /**
     * The AllocationService.
     *
     * @param port its port, 0 for a free one; the one after it is used, too
     * @param replicas allocators behind the port, 1 to 16
     * @param limits what each of them can do in a time
     * @param tls certificates, null for plain text
     */
    public record Allocators(
            int port, int replicas, Allocator.Limits limits, @Nullable AllocatorTls tls) {
        private static final int PORT_MAX = 65_534;
        private static final int REPLICAS_MAX = 16;

        public Allocators {
            if (port < 0 || port > PORT_MAX) {
                throw new IllegalArgumentException(
                        "allocatorPort: " + port + " (expected: 0 to 65534)");
            }
            if (replicas < 1 || replicas > REPLICAS_MAX) {
                throw new IllegalArgumentException(
                        "replicas: " + replicas + " (expected: 1 to 16)");
            }
        }

        static Allocators one(Allocator.Limits limits) {
            return new Allocators(0, 1, limits, null);
        }
    }

    /**
     * How late things happen.
     *
     * @param sdkFlush time from a call of the sidecar to its write
     * @param controllerDelay time from a write to the controller's answer
     * @param errorHold how long a server in Error stays
     */
    public record Times(Duration sdkFlush, Duration controllerDelay, Duration errorHold) {
        private static final Duration DELAY_MAX = Duration.ofDays(1);

        public Times {
            for (Duration delay : List.of(sdkFlush, controllerDelay, errorHold)) {
                if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
                    throw new IllegalArgumentException(
                            "times: " + delay + " (expected: >= 0, <= " + DELAY_MAX + ")");
                }
            }
        }

        static final Times AS_IN_AGONES =
                new Times(Duration.ofMillis(500), Duration.ofMillis(25), Duration.ofSeconds(30));
        static final Times FAST =
                new Times(Duration.ofMillis(20), Duration.ofMillis(2), Duration.ofSeconds(1));

        /** The same with another delay of the sidecars. */
        public Times withSdkFlush(Duration flush) {
            return new Times(flush, controllerDelay, errorHold);
        }

        /**
         * Time from a change to a Fleet's answer: a server of which there are too many is shut down
         * before it is made Ready, in 10 ms where the other takes 26.
         */
        Duration setDelay() {
            return controllerDelay.multipliedBy(2).dividedBy(5);
        }
    }
}
