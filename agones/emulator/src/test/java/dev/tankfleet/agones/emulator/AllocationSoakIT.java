package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.allocation.Selector;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Many calls, 64 at a time, and many clients one after the other leave nothing behind. */
@Timeout(900)
final class AllocationSoakIT {
    /** Calls; more in the long run. */
    private static final int CALLS = Integer.getInteger("tankfleet.allocation.calls", 5_000);

    private static final int WARM_UP_CALLS = 2_000;
    private static final int PARALLEL = 64;
    private static final int SERVERS = 8;
    private static final int CLIENTS = 40;
    private static final Map<String, String> LABELS = Map.of("soak", "yes");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a JVM that goes on compiling and collecting may differ by. */
    private static final long HEAP_GROWTH_MAX = 3L << 20;

    /** One chunk of Netty's arena. */
    private static final long DIRECT_GROWTH_MAX = 4L << 20;

    private static final int FILES_GROWTH_MAX = 2;

    private final LongAdder allocated = new LongAdder();
    private final LongAdder noneReady = new LongAdder();
    private final LongAdder others = new LongAdder();

    @Test
    void leavesNothingBehindAfterManyCallsAndManyClients() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var emulator = Emulator.start(EmulatorConfig.fast("soak"))) {
            startServers(emulator, executor);
            try (var client = client(emulator, executor)) {
                call(client, WARM_UP_CALLS);
                var before = Footprint.now();
                call(client, CALLS);
                before.awaitNoMoreThreads();
                var after = Footprint.now();
                for (int i = 0; i < CLIENTS; i++) {
                    try (var brief = client(emulator, executor)) {
                        call(brief, PARALLEL);
                    }
                }
                before.awaitNoMoreThreads();
                var atTheEnd = Footprint.now();
                System.out.printf(
                        "%d allocated, %d none ready, %d else; before %s, after %d calls %s,"
                                + " after %d clients %s%n",
                        allocated.sum(),
                        noneReady.sum(),
                        others.sum(),
                        before,
                        CALLS,
                        after,
                        CLIENTS,
                        atTheEnd);
                assertThat(client.freeSlots()).isEqualTo(PARALLEL);
                assertThat(allocated.sum()).isGreaterThan(CALLS / 20);
                after.assertNoMoreThan(before);
                atTheEnd.assertNoMoreThan(before);
            }
        }
    }

    /** Servers that are Ready; the first calls allocate them, the others again and again. */
    private static void startServers(Emulator emulator, Executor executor) {
        for (int i = 0; i < SERVERS; i++) {
            int port = emulator.createGameServer("s" + i, ServerTemplate.withLabels(LABELS));
            try (var sdk = AgonesSdk.connect(SdkConfig.onPort(port), executor)) {
                sdk.ready();
            }
        }
        Eventually.eventuallyTrue(
                PATIENCE,
                "all servers are Ready",
                () -> emulator.counts().getOrDefault(GameServer.State.READY, 0) == SERVERS);
    }

    private static AllocationClient client(Emulator emulator, Executor executor) {
        return AllocationClient.connect(
                AllocationConfig.loopback(emulator.allocatorPort()).withDeadline(PATIENCE),
                executor);
    }

    private void call(AllocationClient client, int calls) {
        var wanted =
                Allocation.in("default")
                        .orSelect(Selector.ready(LABELS))
                        .orSelect(Selector.allocated(LABELS));
        var left = new AtomicInteger(calls);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PARALLEL; i++) {
                callers.execute(
                        () -> {
                            while (left.getAndDecrement() > 0) {
                                count(client.allocate(wanted));
                            }
                        });
            }
        }
    }

    private void count(AllocationOutcome outcome) {
        switch (outcome) {
            case AllocationOutcome.Allocated _ -> allocated.increment();
            case AllocationOutcome.NoneReady _ -> noneReady.increment();
            default -> others.increment();
        }
    }

    /** What this process holds, after a collection. */
    private record Footprint(int threads, long files, long heapBytes, long directBytes) {
        private static final int COLLECTIONS = 3;

        static Footprint now() {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            var runtime = Runtime.getRuntime();
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long direct =
                    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                            .filter(pool -> pool.getName().equals("direct"))
                            .mapToLong(BufferPoolMXBean::getMemoryUsed)
                            .sum();
            return new Footprint(
                    threadNames().size(),
                    system.getOpenFileDescriptorCount(),
                    runtime.totalMemory() - runtime.freeMemory(),
                    direct
                            + io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent
                                    .usedDirectMemory());
        }

        /** An event loop tells its end a moment before its thread is gone. */
        void awaitNoMoreThreads() throws Exception {
            Eventually.eventually(
                    PATIENCE, () -> assertThat(threadNames()).hasSizeLessThanOrEqualTo(threads));
        }

        private static List<String> threadNames() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !isOfTheJvm(thread))
                    .map(Thread::getName)
                    .sorted()
                    .toList();
        }

        /** The carriers of virtual threads come and go as the JVM likes. */
        private static boolean isOfTheJvm(Thread thread) {
            return thread.getName().startsWith("ForkJoinPool")
                    || thread.getName().startsWith("VirtualThread");
        }

        void assertNoMoreThan(Footprint before) {
            assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads());
            assertThat(files)
                    .as("file descriptors")
                    .isLessThanOrEqualTo(before.files() + FILES_GROWTH_MAX);
            assertThat(heapBytes)
                    .as("heap")
                    .isLessThanOrEqualTo(before.heapBytes() + HEAP_GROWTH_MAX);
            assertThat(directBytes)
                    .as("direct memory")
                    .isLessThanOrEqualTo(before.directBytes() + DIRECT_GROWTH_MAX);
        }
    }
}
