package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.junit.AgonesExtension;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.agones.sdk.Watch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Faults as SDK and allocation client see them. */
@Timeout(120)
final class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Allocation ANY = Allocation.ready("default", Map.of());

    @RegisterExtension
    final AgonesExtension agones = new AgonesExtension(EmulatorConfig.fast("faults"));

    @Test
    void cutsTheWatchAndWritesWhatWasQueued() throws InterruptedException {
        var emulator = agones.emulator();
        int port = emulator.createGameServer("d1", ServerTemplate.withLabels(Map.of()));
        BlockingQueue<Watch.Event> told = new LinkedBlockingQueue<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var sdk = AgonesSdk.connect(SdkConfig.onPort(port), executor)) {
            sdk.watch(told::add);
            next(told, Watch.Event.Connected.class);
            sdk.ready();
            emulator.order(new Fault.SidecarCut("d1", Duration.ofMillis(500)));

            next(told, Watch.Event.Disconnected.class);

            Watch.Event.Connected connected = next(told, Watch.Event.Connected.class);
            assertThat(connected.now().state()).isEqualTo(GameServer.State.READY);
        }
    }

    @Test
    void opensAgainWhatWasCutWhenToldTo() {
        var emulator = agones.emulator();
        int port = emulator.createGameServer("d1", ServerTemplate.withLabels(Map.of()));
        emulator.order(new Fault.SidecarCut("d1", Duration.ofHours(1)));
        emulator.order(new Fault.SidecarUp("d1"));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var sdk = AgonesSdk.connect(SdkConfig.onPort(port), executor)) {
            assertThat(sdk.gameServer().name()).isEqualTo("d1");
        }
    }

    @Test
    void refusesAFaultOfAServerThatIsNotThere() {
        assertThatThrownBy(() -> agones.emulator().order(new Fault.SidecarDown("nope")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gameServer: nope");
    }

    @Test
    void tellsContentionConflictAndAnEmptyFleetApart() {
        var emulator = agones.emulator();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var client =
                        AllocationClient.connect(
                                AllocationConfig.loopback(emulator.allocatorPort())
                                        .withDeadline(SOON),
                                executor)) {
            emulator.order(new Fault.OnAllocation(new AllocationFault.Contended(1)));
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.Contention.class);
            emulator.order(new Fault.OnAllocation(new AllocationFault.NoneLeft(1)));
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.NoneReady.class);
            emulator.order(new Fault.OnAllocation(new AllocationFault.Conflicted(1)));
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.Contention.class);
        }
    }

    private static <T> T next(BlockingQueue<Watch.Event> told, Class<T> kind)
            throws InterruptedException {
        while (true) {
            Watch.Event event = told.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("an event").isNotNull();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }
}
