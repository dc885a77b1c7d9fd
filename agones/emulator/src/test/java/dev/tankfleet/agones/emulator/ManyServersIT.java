package dev.tankfleet.agones.emulator;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Servers that nobody runs, and as many of them as a large region has. */
@Timeout(180)
final class ManyServersIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 10_000;
    private static final long BYTES_MAX = 200L << 20;

    private static final ServerTemplate TEMPLATE =
            ServerTemplate.withLabels(Map.of("build", "7"))
                    .withPorts(List.of(new ServerTemplate.Port("default", 9_999)))
                    .withCounter("matches", 0, 4);

    @Test
    void holdsTenThousandServersInLittleMemory() {
        long before = usedBytes();
        try (var emulator = Emulator.start(EmulatorConfig.fast("many"));
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                var client =
                        AllocationClient.connect(
                                AllocationConfig.loopback(emulator.allocatorPort()), executor)) {
            emulator.createSimulatedFleet(FleetSpec.of("tanks", MANY, TEMPLATE));
            eventuallyTrue(
                    SOON,
                    "all are Ready",
                    () -> emulator.counts().getOrDefault(State.READY, 0) == MANY);

            assertThat(client.allocate(Allocation.ready("default", Map.of("build", "7"))))
                    .isInstanceOf(AllocationOutcome.Allocated.class);
            assertThat(usedBytes() - before).isLessThan(BYTES_MAX);
        }
    }

    @Test
    void speaksForAServerThatNobodyRuns() {
        try (var emulator = Emulator.start(EmulatorConfig.fast("few"))) {
            emulator.createSimulatedFleet(FleetSpec.of("tanks", 1, TEMPLATE));
            eventuallyTrue(SOON, "it is Ready", () -> emulator.counts().containsKey(State.READY));
            String name = emulator.gameServers().getFirst().name();

            emulator.speakFor(name, Sidecar::allocate);
            eventuallyTrue(
                    SOON, "it is Allocated", () -> emulator.counts().containsKey(State.ALLOCATED));
            emulator.speakFor(name, Sidecar::shutdown);

            eventuallyTrue(
                    SOON,
                    "another one is Ready",
                    () ->
                            emulator.gameServers().stream()
                                    .anyMatch(
                                            server ->
                                                    server.state() == State.READY
                                                            && !server.name().equals(name)));
        }
    }

    private static long usedBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
