package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.Health;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.agones.sdk.SdkError;
import dev.tankfleet.agones.sdk.SdkException;
import dev.tankfleet.agones.sdk.Watch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** SDK and allocation client against the emulator, over sockets. */
@Timeout(120)
final class EmulatorIT {
    private static final ServerTemplate TEMPLATE =
            ServerTemplate.withLabels(Map.of("build", "7")).withCounter("matches", 0, 4);

    /** The first call of a JVM loads hundreds of classes, on a busy machine for seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Allocation ANY = Allocation.ready("default", Map.of("build", "7"));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("it"));
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final AllocationClient allocator =
            AllocationClient.connect(
                    AllocationConfig.loopback(emulator.allocatorPort()).withDeadline(PATIENCE),
                    executor);

    private AgonesSdk agones;
    private Events events;

    @BeforeEach
    void startsOneServer() {
        int port = emulator.createGameServer("d1", TEMPLATE);
        agones = sdk(port);
        events = new Events();
        agones.watch(events);
        events.until(GameServer.State.SCHEDULED);
    }

    @AfterEach
    void closesEverything() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        allocator.close();
        emulator.close();
        executor.close();
    }

    @Test
    void takesAServerFromReadyToAllocatedAndBack() {
        agones.ready();
        events.until(GameServer.State.READY);

        var outcome = allocator.allocate(ANY.withAnnotation("intent", "one"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AllocationOutcome.Allocated.class,
                        allocated -> {
                            assertThat(allocated.server().name()).isEqualTo("d1");
                            assertThat(allocated.server().address()).isEqualTo("127.0.0.1");
                            assertThat(allocated.server().ports()).hasSize(1);
                            assertThat(allocated.server().labels()).containsEntry("build", "7");
                            assertThat(allocated.server().annotations())
                                    .containsEntry("intent", "one")
                                    .containsKey(GameServer.LAST_ALLOCATED);
                            assertThat(allocated.server().counters()).containsKey("matches");
                        });
        var allocated = events.until(GameServer.State.ALLOCATED);
        assertThat(allocated.annotations()).containsEntry("intent", "one");
        assertThat(allocated.lastAllocated()).isPresent();
        agones.ready();
        events.until(GameServer.State.REQUEST_READY);
        assertThat(events.until(GameServer.State.READY).annotations())
                .containsEntry("intent", "one");
    }

    @Test
    void countsWithAbsoluteValues() {
        assertThat(agones.counters().set("matches", 3)).isEqualTo(new GameServer.Counter(3, 4));
        events.until(server -> server.counters().get("matches").count() == 3);

        assertThat(agones.counters().add("matches", -1)).isEqualTo(new GameServer.Counter(2, 4));
        assertThat(agones.counters().setCapacity("matches", 8))
                .isEqualTo(new GameServer.Counter(2, 8));
        assertThat(agones.counters().get("matches")).isEqualTo(new GameServer.Counter(2, 8));
        assertError(() -> agones.counters().set("matches", 9), SdkError.OutOfRange.class);
        assertError(() -> agones.counters().set("nope", 1), SdkError.NotFound.class);
    }

    @Test
    void setsLabelsAndAnnotationsUnderThePrefix() {
        agones.setLabel("map", "dunes");
        agones.setAnnotation("note", "any text");

        events.until(
                server ->
                        "dunes".equals(server.labels().get("agones.dev/sdk-map"))
                                && "any text"
                                        .equals(server.annotations().get("agones.dev/sdk-note")));
        assertError(() -> agones.setLabel("no spaces", "x"), SdkError.InvalidArgument.class);
        assertThatThrownBy(() -> agones.setLabel("a/b", "x")).hasMessageContaining("key: a/b");
    }

    @Test
    void reservesAServerForSomeTime() {
        agones.reserve(Duration.ofSeconds(1));

        events.until(GameServer.State.RESERVED);
        events.until(GameServer.State.READY);
    }

    @Test
    void tellsTheWatchOfADeletionAndThenOnlyGetGameServer() {
        emulator.order(new Fault.ServerDeleted("d1"));

        events.until(GameServer::isBeingDeleted);
        int other = emulator.createGameServer("d2", TEMPLATE);
        var bystander = new Events();
        sdk(other).watch(bystander);
        bystander.until(GameServer.State.SCHEDULED);
        assertThat(emulator.gameServers()).extracting(GameServer::name).containsExactly("d2");
        assertError(() -> agones.gameServer(), SdkError.GameServerNotFound.class);
        agones.ready();
        assertThat(events.isQuiet()).isTrue();
    }

    @Test
    void followsTheServerThroughADeathOfItsSidecarAndTellsWhatHolds() {
        agones.ready();
        events.until(GameServer.State.READY);
        agones.setLabel("lost", "yes");
        emulator.order(new Fault.SidecarDown("d1"));
        assertThat(events.next(Watch.Event.Disconnected.class).error())
                .isInstanceOf(SdkError.Unavailable.class);
        assertError(() -> agones.gameServer(), SdkError.Unavailable.class);
        assertThat(allocator.allocate(ANY)).isInstanceOf(AllocationOutcome.Allocated.class);

        emulator.order(new Fault.SidecarUp("d1"));

        var connected = events.next(Watch.Event.Connected.class).now();
        assertThat(connected.state()).isEqualTo(GameServer.State.ALLOCATED);
        assertThat(connected.labels()).doesNotContainKey("agones.dev/sdk-lost");
    }

    @Test
    void reportsMissedSignsOfLifeAndTheirReturn() throws InterruptedException {
        BlockingQueue<Health.Event> told = new LinkedBlockingQueue<>();
        agones.startHealth(Duration.ofMillis(20), told::add);
        emulator.order(new Fault.SidecarDown("d1"));
        assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(Health.Event.Missed.class);

        emulator.order(new Fault.SidecarUp("d1"));

        Health.Event event = told.poll(30, TimeUnit.SECONDS);
        while (event instanceof Health.Event.Missed) {
            event = told.poll(30, TimeUnit.SECONDS);
        }
        assertThat(event).isInstanceOf(Health.Event.Restored.class);
    }

    @Test
    void endsAServerWhoseSignsOfLifeStop() {
        var impatient = new GameServer.Health(false, Duration.ofSeconds(1), 1, Duration.ZERO);
        int port = emulator.createGameServer("d2", TEMPLATE.withHealth(impatient));
        var watched = new Events();
        var mortal = sdk(port);
        mortal.watch(watched);
        var health = mortal.startHealth(Duration.ofMillis(100), event -> {});
        mortal.ready();
        watched.until(GameServer.State.READY);

        health.close();

        watched.until(GameServer.State.UNHEALTHY);
    }

    @Test
    void givesNoServerTwiceInARaceForTooFew() throws Exception {
        for (int i = 0; i < 9; i++) {
            ready("r" + i);
        }
        agones.ready();
        events.until(GameServer.State.READY);

        var outcomes = allocateInParallel(50);

        var names =
                outcomes.stream()
                        .filter(AllocationOutcome.Allocated.class::isInstance)
                        .map(outcome -> ((AllocationOutcome.Allocated) outcome).server().name())
                        .toList();
        assertThat(names).hasSize(10).doesNotHaveDuplicates();
        assertThat(outcomes).filteredOn(AllocationOutcome.NoneReady.class::isInstance).hasSize(40);
        assertThat(emulator.counts()).containsExactly(Map.entry(GameServer.State.ALLOCATED, 10));
        assertThat(emulator.allocations().total()).isEqualTo(10);
    }

    @Test
    void leavesItOpenWhetherAnAllocationHappenedIfItsAnswerIsLost() {
        agones.ready();
        events.until(GameServer.State.READY);
        emulator.order(new Fault.OnAllocation(new AllocationFault.ReplyLost(1)));

        var outcome = allocator.allocate(ANY.withAnnotation("intent", "lost"));

        assertThat(outcome).isInstanceOf(AllocationOutcome.UnknownMayHaveHappened.class);
        assertThat(events.until(GameServer.State.ALLOCATED).annotations())
                .containsEntry("intent", "lost");
    }

    @Test
    void leavesItOpenWhetherAnAllocationHappenedIfItsAnswerIsLate() {
        agones.ready();
        events.until(GameServer.State.READY);
        emulator.order(new Fault.OnAllocation(new AllocationFault.Late(1, Duration.ofSeconds(20))));
        var config = AllocationConfig.loopback(emulator.allocatorPort());
        var hasty = AllocationClient.connect(config.withDeadline(Duration.ofSeconds(1)), executor);
        clients.add(hasty);

        assertThat(hasty.allocate(ANY))
                .isInstanceOf(AllocationOutcome.UnknownMayHaveHappened.class);
        events.until(GameServer.State.ALLOCATED);
        assertThat(hasty.freeSlots()).isEqualTo(config.inFlightMax());
    }

    @Test
    void tellsWhatIsWrongWithARequest() {
        assertThat(allocator.allocate(Allocation.ready("default", Map.of("no spaces", "x"))))
                .isInstanceOf(AllocationOutcome.Invalid.class);
        assertThat(allocator.allocate(Allocation.ready("elsewhere", Map.of())))
                .isInstanceOf(AllocationOutcome.NoneReady.class);
    }

    @Test
    void launchesAFleetAndReplacesWhatEnds() throws Exception {
        BlockingQueue<GameServerSpec> launched = new LinkedBlockingQueue<>();
        BlockingQueue<String> stopped = new LinkedBlockingQueue<>();
        emulator.createFleet(
                FleetSpec.of("tanks", 2, TEMPLATE),
                spec -> {
                    var server = sdk(spec.sidecarPort());
                    server.ready();
                    launched.add(spec);
                    return stopping(server, () -> stopped.add(spec.name()));
                });
        var first = take(launched);
        take(launched);

        sdk(first.sidecarPort()).shutdown();

        assertThat(take(stopped)).isEqualTo(first.name());
        assertThat(take(launched).name()).startsWith("tanks-").isNotEqualTo(first.name());
    }

    private static RunningGameServer stopping(AgonesSdk sdk, Runnable then) {
        return () -> {
            sdk.close();
            then.run();
        };
    }

    private void ready(String name) {
        var server = sdk(emulator.createGameServer(name, TEMPLATE));
        var watched = new Events();
        server.watch(watched);
        server.ready();
        watched.until(GameServer.State.READY);
    }

    private AgonesSdk sdk(int port) {
        var sdk = AgonesSdk.connect(SdkConfig.onPort(port).withCallDeadline(PATIENCE), executor);
        clients.add(sdk);
        return sdk;
    }

    private List<AllocationOutcome> allocateInParallel(int calls) throws Exception {
        List<Callable<AllocationOutcome>> tasks = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            var wanted = ANY.withAnnotation("intent", "intent-" + i);
            tasks.add(() -> allocator.allocate(wanted));
        }
        List<AllocationOutcome> outcomes = new ArrayList<>();
        for (Future<AllocationOutcome> future : executor.invokeAll(tasks)) {
            outcomes.add(future.get());
        }
        return outcomes;
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(30, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        return taken;
    }

    private static void assertError(Runnable call, Class<? extends SdkError> error) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SdkException.class, e -> assertThat(e.error()).isInstanceOf(error));
    }

    /** Takes the events of one watch and hands them out in order. */
    private static final class Events implements java.util.function.Consumer<Watch.Event> {
        private static final long WAIT_MAX_S = 30;

        private final BlockingQueue<Watch.Event> queue = new LinkedBlockingQueue<>();

        @Override
        public void accept(Watch.Event event) {
            queue.add(event);
        }

        GameServer until(GameServer.State state) {
            return until(server -> server.state() == state);
        }

        GameServer until(Predicate<GameServer> wanted) {
            while (true) {
                GameServer now =
                        switch (take()) {
                            case Watch.Event.Connected connected -> connected.now();
                            case Watch.Event.Changed changed -> changed.now();
                            case Watch.Event.Repeated repeated -> repeated.now();
                            case Watch.Event.Disconnected disconnected ->
                                    throw new AssertionError(
                                            "disconnected: " + disconnected.error());
                        };
                if (wanted.test(now)) {
                    return now;
                }
            }
        }

        <T extends Watch.Event> T next(Class<T> type) {
            Watch.Event event = take();
            while (!type.isInstance(event)) {
                event = take();
            }
            return type.cast(event);
        }

        boolean isQuiet() {
            return queue.isEmpty();
        }

        private Watch.Event take() {
            try {
                Watch.Event event = queue.poll(WAIT_MAX_S, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("no event in " + WAIT_MAX_S + " s");
                }
                return event;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
