package dev.tankfleet.agones.emulator;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.AllocatedServer;
import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.allocation.CounterAction;
import dev.tankfleet.agones.allocation.ListAction;
import dev.tankfleet.agones.allocation.Selector;
import dev.tankfleet.agones.allocation.Selector.CounterRange;
import dev.tankfleet.agones.allocation.Selector.ListRange;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Everything that an allocation can ask for, from the client over sockets to the servers. */
@Timeout(120)
final class AllocationWireIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Selector WITH_ROOM =
            Selector.ready(Map.of("build", "7"))
                    .where(new Selector.Condition.In("mode", Set.of("ffa", "duel")))
                    .where(new Selector.Condition.NotIn("mode", Set.of("duel")))
                    .where(new Selector.Condition.Exists("mode"))
                    .where(new Selector.Condition.DoesNotExist("drained"))
                    .withCounter("rooms", CounterRange.available(2))
                    .withList("ids", ListRange.containing("x"));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("wire"));
    private final AllocationClient allocator =
            AllocationClient.connect(
                    AllocationConfig.loopback(emulator.allocatorPort()).withDeadline(SOON),
                    executor);

    @BeforeEach
    void startTwoServers() throws Exception {
        ready("a", 3);
        ready("b", 1);
        eventually(
                SOON, () -> assertThat(emulator.counts()).containsEntry(GameServer.State.READY, 2));
    }

    @AfterEach
    void closeEverything() {
        allocator.close();
        emulator.close();
        executor.close();
    }

    @Test
    void asksForEverythingAtOnceAndReadsWhatCameOfIt() {
        var allocation =
                Allocation.in("default")
                        .orSelect(WITH_ROOM)
                        .thenBy(Allocation.Priority.fillCounter("rooms"))
                        .thenBy(Allocation.Priority.fillList("ids"))
                        .withScheduling(Allocation.Scheduling.DISTRIBUTED)
                        .withLabel("l", "1")
                        .withAnnotation("a", "2")
                        .withCounter("rooms", CounterAction.add(1).withCapacity(5))
                        .withList("ids", ListAction.adding("y").withCapacity(3));

        var server = allocated(allocation);

        assertThat(server.name()).isEqualTo("b");
        assertThat(server.labels()).containsEntry("l", "1");
        assertThat(server.annotations()).containsEntry("a", "2");
        assertThat(server.counters()).containsEntry("rooms", new AllocatedServer.Counter(2, 5));
        assertThat(server.lists())
                .containsEntry("ids", new AllocatedServer.ValueList(3, List.of("x", "y")));
        assertThat(allocator.allocate(allocation)).isInstanceOf(AllocationOutcome.NoneReady.class);
    }

    @Test
    void fillsServersInUseBeforeItTakesAnother() {
        var room = CounterRange.available(1);
        var allocation =
                Allocation.in("default")
                        .orSelect(Selector.allocated(Map.of()).withCounter("rooms", room))
                        .orSelect(Selector.ready(Map.of()).withCounter("rooms", room))
                        .thenBy(Allocation.Priority.fillCounter("rooms"))
                        .withCounter("rooms", CounterAction.add(1));

        assertThat(allocated(allocation).name()).isEqualTo("a");
        assertThat(allocated(allocation).name()).isEqualTo("b");
        assertThat(allocated(allocation.withCounter("rooms", CounterAction.add(-2))).counters())
                .containsEntry("rooms", new AllocatedServer.Counter(0, 4));
        assertThat(allocated(allocation.withList("ids", ListAction.removing("x"))).lists())
                .containsEntry("ids", new AllocatedServer.ValueList(2, List.of()));
    }

    private AllocatedServer allocated(Allocation allocation) {
        var outcome = allocator.allocate(allocation);
        assertThat(outcome).isInstanceOf(AllocationOutcome.Allocated.class);
        return ((AllocationOutcome.Allocated) outcome).server();
    }

    private void ready(String name, long rooms) {
        var template =
                ServerTemplate.withLabels(Map.of("build", "7", "mode", "ffa"))
                        .withCounter("rooms", rooms, 4)
                        .withList("ids", 2, List.of("x"));
        var config = SdkConfig.onPort(emulator.createGameServer(name, template));
        try (var agones = AgonesSdk.connect(config.withCallDeadline(SOON), executor)) {
            agones.ready();
        }
    }
}
