package dev.tankfleet.bench.find;

import dev.tankfleet.bench.stall.StallMeter;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.jvm.JvmFleet;
import dev.tankfleet.player.account.Account;
import dev.tankfleet.player.account.Accounts;
import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import org.HdrHistogram.ConcurrentHistogram;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs finds at a fixed rate against a fresh fleet in this JVM and prints their percentiles: first
 * of players who are new and get a seat, then of the same players who come again and get a fresh
 * token for it. Owned by the main thread; each find has a virtual thread.
 */
public final class FindLoad {
    private static final int PER_SECOND = 100;
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

    /** A fleet on one machine has 256 seats; these and the measured players fit. */
    private static final int WARM_UP_PLAYERS = 40;

    private static final int PLAYERS = 200;

    /** Each player comes once in two seconds: oftener would be refused. */
    private static final int ROUNDS = 5;

    private static final int WARM_UP_ROUNDS = 60;
    private static final long WARM_UP_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIND_MAX_NS = TimeUnit.SECONDS.toNanos(60);
    private static final double NS_PER_MS = 1e6;

    private final TokenMint mint;
    private final Finder finder;
    private final StallMeter stalls;

    private FindLoad(TokenMint mint, Finder finder, StallMeter stalls) {
        this.mint = mint;
        this.finder = finder;
        this.stalls = stalls;
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("tankfleet-find-load-");
        var log = LogConfig.standard(folder.resolve("log"), "tankfleet", LogLevel.WARN);
        try (var logs = Logs.start(log);
                var fleet = JvmFleet.start(new FleetPlan(folder, FleetPlan.freePorts(), logs));
                var http = HttpClient.newHttpClient();
                var stalls = StallMeter.start()) {
            if (!fleet.awaitPlayable()) {
                throw new IllegalStateException("no game server became ready");
            }
            var addresses = fleet.addresses();
            var sample = new Accounts(http, addresses.auth()).guest();
            var mint = TokenMint.open(folder.resolve("auth-signing-key.pem"), sample);
            new FindLoad(mint, new Finder(http, addresses.matchmaker()), stalls).run();
        }
    }

    private void run() {
        var warmUp = mint.players("warm", WARM_UP_PLAYERS);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            find(warmUp, new Tally());
            LockSupport.parkNanos(WARM_UP_PAUSE_NS);
        }
        var players = mint.players("load", PLAYERS);
        var first = new Tally();
        find(players, first);
        first.print("a new player");
        var again = new Tally();
        for (int round = 0; round < ROUNDS; round++) {
            find(players, again);
        }
        again.print("a player who comes again");
        System.out.printf(
                "the machine stood still for %.0f %% of the time%n", 100 * stalls.share());
    }

    /**
     * Each player finds once, one after the other at the fixed rate. While the machine stands still
     * nobody comes: the players live on it, too.
     */
    private void find(List<Account> players, Tally tally) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long dueNs = System.nanoTime();
            for (var player : players) {
                dueNs += INTERVAL_NS;
                if (stalls.wasStill(dueNs, System.nanoTime())) {
                    dueNs = System.nanoTime();
                }
                long startNs = dueNs;
                for (long wait = dueNs - System.nanoTime();
                        wait > 0;
                        wait = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                threads.execute(
                        () -> {
                            var outcome = finder.find(player, "free_for_all", Map.of());
                            long endNs = System.nanoTime();
                            tally.add(outcome, endNs - startNs, stalls.wasStill(startNs, endNs));
                        });
            }
        }
    }

    /** Times and answers of one row. Every thread may add. */
    private static final class Tally {
        private final ConcurrentHistogram all = new ConcurrentHistogram(FIND_MAX_NS, 3);
        private final ConcurrentHistogram untouched = new ConcurrentHistogram(FIND_MAX_NS, 3);
        private final Map<String, Integer> answers = new TreeMap<>();

        synchronized void add(FindOutcome outcome, long tookNs, boolean isTouchedByStall) {
            all.recordValue(Math.min(FIND_MAX_NS, tookNs));
            if (!isTouchedByStall) {
                untouched.recordValue(Math.min(FIND_MAX_NS, tookNs));
            }
            answers.merge(name(outcome), 1, Integer::sum);
        }

        synchronized void print(String who) {
            System.out.printf("find of %s at %d/s: %s%n", who, PER_SECOND, answers);
            printRow("all", all);
            printRow("without a stall of the machine", untouched);
        }

        private static void printRow(String which, ConcurrentHistogram ns) {
            System.out.printf(
                    "  %-30s %5d   p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
                    which,
                    ns.getTotalCount(),
                    ns.getValueAtPercentile(50) / NS_PER_MS,
                    ns.getValueAtPercentile(99) / NS_PER_MS,
                    ns.getMaxValue() / NS_PER_MS);
        }

        private static String name(FindOutcome outcome) {
            return switch (outcome) {
                case FindOutcome.Placed placed -> "placed";
                case FindOutcome.Waiting waiting -> "waiting";
                case FindOutcome.Refused refused -> refused.code();
            };
        }
    }
}
