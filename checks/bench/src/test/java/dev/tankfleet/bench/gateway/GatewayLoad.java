package dev.tankfleet.bench.gateway;

import dev.tankfleet.bench.stall.StallMeter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures one gateway and prints what it finds: {@code memory} of idle sockets, {@code states} at
 * a fixed rate, {@code restart} of the bus. Owned by the main thread.
 */
public final class GatewayLoad {
    private static final int PLAYERS_PER_MATCH = 16;
    private static final int STATES_PER_SECOND = 10;
    private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long MEASURED_NS = TimeUnit.SECONDS.toNanos(20);
    private static final int RESTARTS = 10;
    private static final int RESTART_PLAYERS = 160;
    private static final long BETWEEN_RESTARTS_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int IDLE_BASE = 1_000;
    private static final int IDLE_PLAYERS = 10_000;

    /** As many as may share a match at one gateway, and to spare. */
    private static final int IDLE_PER_MATCH = 100;

    private static final double US_PER_MS = 1e3;
    private static final double NS_PER_MS = 1e6;

    private GatewayLoad() {}

    /**
     * Runs what is named, or all.
     *
     * @param args {@code memory}, {@code states} or {@code restart}, and how many players
     */
    public static void main(String[] args) throws Exception {
        var what = args.length == 0 ? List.of("memory", "states", "restart") : List.of(args[0]);
        for (var run : what) {
            var folder = Files.createTempDirectory("tankfleet-gateway-load-");
            switch (run) {
                case "memory" -> memory(folder);
                case "states" -> states(folder, args.length > 1 ? args[1] : "2000");
                case "restart" -> restart(folder);
                default ->
                        throw new IllegalArgumentException(
                                run + " (expected: memory, states or restart)");
            }
        }
    }

    /** What one more socket costs, from the first thousand to the last of ten. */
    private static void memory(Path folder) throws Exception {
        // Nothing is sent to them, which a gateway would end after a while.
        var environment = Map.of("CONNECTION_OWNER_SILENT_MAX", "1h");
        try (var ground = Ground.start(folder);
                var gateway = GatewayProcess.start(folder, ground, environment);
                var game = new StandIn(ground);
                var crowd = new Crowd(gateway.port())) {
            int matches = IDLE_PLAYERS / IDLE_PER_MATCH;
            game.openMatches(matches);
            crowd.grow(IDLE_BASE, game, matches);
            long heapBefore = gateway.liveHeapBytes();
            long residentBefore = gateway.residentBytes();
            crowd.grow(IDLE_PLAYERS, game, matches);
            crowd.runFor(WARM_UP_NS);
            double cpuBefore = gateway.cpuMs();
            crowd.runFor(MEASURED_NS);
            double idleMs = gateway.cpuMs() - cpuBefore;
            double more = IDLE_PLAYERS - IDLE_BASE;
            double heap = (gateway.liveHeapBytes() - heapBefore) / more;
            double outside = (gateway.residentBytes() - residentBefore) / more;
            System.out.printf(
                    "idle sockets, %d to %d: %.1f KB each in the heap, %.1f KB outside; with all"
                            + " %.0f MB resident, %.1f ms of processor a second%n",
                    IDLE_BASE,
                    IDLE_PLAYERS,
                    heap / 1_024,
                    outside / 1_024,
                    gateway.residentBytes() / 1_048_576.0,
                    idleMs / TimeUnit.NANOSECONDS.toSeconds(MEASURED_NS));
        }
    }

    /** What a state costs, first alone and then with as many inputs as states. */
    private static void states(Path folder, String players) throws Exception {
        int count = Integer.parseInt(players);
        int matches = Math.ceilDiv(count, PLAYERS_PER_MATCH);
        try (var ground = Ground.start(folder);
                var gateway = GatewayProcess.start(folder, ground, Map.of());
                var game = new StandIn(ground);
                var crowd = new Crowd(gateway.port())) {
            game.openMatches(matches);
            game.startStates(STATES_PER_SECOND);
            crowd.grow(count, game, matches);
            for (int inputsPerSecond : new int[] {0, STATES_PER_SECOND}) {
                crowd.steer(inputsPerSecond);
                crowd.runFor(WARM_UP_NS);
                measure(gateway, crowd, inputsPerSecond);
            }
            game.stopStates();
        }
    }

    private static void measure(GatewayProcess gateway, Crowd crowd, int inputsPerSecond)
            throws Exception {
        try (var stalls = StallMeter.start()) {
            crowd.deliveries().clear();
            double cpuBefore = gateway.cpuMs();
            long inputsBefore = crowd.inputs();
            long startNs = System.nanoTime();
            crowd.runFor(MEASURED_NS);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            double cpuMs = gateway.cpuMs() - cpuBefore;
            long inputs = crowd.inputs() - inputsBefore;
            int states = crowd.deliveries().count();
            System.out.printf(
                    "%d players, %d states/s and %d inputs/s each: %.0f states/s and %.0f inputs/s"
                            + " came, %d states lost; gateway %.1f µs per message, %.0f %% of a"
                            + " core%n",
                    crowd.clients().size(),
                    STATES_PER_SECOND,
                    inputsPerSecond,
                    states / seconds,
                    inputs / seconds,
                    crowd.deliveries().lost(),
                    cpuMs * US_PER_MS / (states + inputs),
                    cpuMs / seconds / 10);
            crowd.deliveries().print(stalls);
            System.out.printf(
                    "  the machine stood still for %.0f %% of the time%n", 100 * stalls.share());
        }
    }

    /** How long everybody misses his states when the leaf is killed and started again. */
    private static void restart(Path folder) throws Exception {
        int matches = RESTART_PLAYERS / PLAYERS_PER_MATCH;
        var missedMs = new long[RESTARTS];
        var afterMs = new long[RESTARTS];
        try (var ground = Ground.start(folder);
                var gateway = GatewayProcess.start(folder, ground, Map.of());
                var game = new StandIn(ground);
                var crowd = new Crowd(gateway.port());
                var stalls = StallMeter.start()) {
            game.openMatches(matches);
            game.startStates(STATES_PER_SECOND);
            crowd.grow(RESTART_PLAYERS, game, matches);
            for (int i = 0; i < RESTARTS; i++) {
                crowd.runFor(BETWEEN_RESTARTS_NS);
                long killedNs = System.nanoTime();
                ground.leaf().kill();
                ground.leaf().restart();
                long upNs = System.nanoTime();
                crowd.runUntil(
                        "everybody has a state that was sent after the restart",
                        () -> crowd.clients().stream().allMatch(c -> c.newestSentNs() > upNs));
                long nowNs = System.nanoTime();
                missedMs[i] = (long) ((nowNs - killedNs) / NS_PER_MS);
                afterMs[i] = (long) ((nowNs - upNs) / NS_PER_MS);
            }
            game.stopStates();
            Arrays.sort(missedMs);
            Arrays.sort(afterMs);
            System.out.printf(
                    "bus killed and started again %d times under %d players: everybody has states"
                            + " again after %d ms (median), %d ms (longest); since it listens: %d"
                            + " ms, %d ms%n",
                    RESTARTS,
                    RESTART_PLAYERS,
                    missedMs[RESTARTS / 2],
                    missedMs[RESTARTS - 1],
                    afterMs[RESTARTS / 2],
                    afterMs[RESTARTS - 1]);
            System.out.printf(
                    "  the machine stood still for %.0f %% of the time%n", 100 * stalls.share());
        }
    }
}
