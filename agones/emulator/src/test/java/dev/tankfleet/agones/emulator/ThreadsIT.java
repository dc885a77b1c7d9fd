package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

@Timeout(120)
final class ThreadsIT {
    private static final Pattern OURS = Pattern.compile("agones|grpc|netty");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void leavesNoThreadBehindWhenAllIsClosed() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var emulator = Emulator.start(EmulatorConfig.fast("threads"));
                var allocator =
                        AllocationClient.connect(
                                AllocationConfig.loopback(emulator.allocatorPort())
                                        .withDeadline(PATIENCE),
                                executor)) {
            int port = emulator.createGameServer("d1", ServerTemplate.withLabels(Map.of()));
            try (var agones =
                    AgonesSdk.connect(
                            SdkConfig.onPort(port).withCallDeadline(PATIENCE), executor)) {
                CountDownLatch isWatching = new CountDownLatch(1);
                agones.watch(event -> isWatching.countDown());
                agones.startHealth(Duration.ofMillis(20), event -> {});
                agones.ready();
                assertThat(isWatching.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(allocator.allocate(Allocation.ready("default", Map.of("none", "such"))))
                    .isInstanceOf(AllocationOutcome.NoneReady.class);
        }

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            var name = thread.getName();
            if (!before.contains(thread) && OURS.matcher(name).find()) {
                // An event loop tells its end a moment before its thread is gone.
                assertThat(thread.join(PATIENCE)).as(name).isTrue();
            }
        }
    }

    @Test
    void namesAPortThatIsTaken() {
        try (var first = Emulator.start(EmulatorConfig.fast("first"))) {
            var same = EmulatorConfig.fast("second").withAllocatorPort(first.allocatorPort());

            assertThatThrownBy(() -> Emulator.start(same))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(first.allocatorPort()));
        }
    }

    @Test
    void listsServersToAnyThreadAsTheClusterHoldsThem() {
        try (var emulator = Emulator.start(EmulatorConfig.fast("list"))) {
            emulator.createGameServer("b", ServerTemplate.withLabels(Map.of()));
            emulator.createGameServer("a", ServerTemplate.withLabels(Map.of()));

            assertThat(emulator.gameServers())
                    .extracting(GameServer::name)
                    .containsExactly("a", "b");
            assertThatThrownBy(
                            () ->
                                    emulator.createGameServer(
                                            "a", ServerTemplate.withLabels(Map.of())))
                    .hasMessageContaining("name: a");
        }
    }
}
