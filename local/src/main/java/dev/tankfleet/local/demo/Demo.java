package dev.tankfleet.local.demo;

import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.player.account.Account;
import dev.tankfleet.player.account.Accounts;
import dev.tankfleet.player.account.Accounts.AccountRefused;
import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.FindOutcome.Placed;
import dev.tankfleet.player.find.Finder;

import org.HdrHistogram.ConcurrentHistogram;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Runs players against a fleet: first a short match that nobody counts, then the one that is
 * measured. Owned by the thread that calls {@link #run}; each player has a virtual thread.
 */
public final class Demo {
    private static final String MODE = "free_for_all";
    private static final String PASSWORD = "correct horse battery staple";
    private static final int WARM_UP_PLAYERS = 16;
    private static final int WARM_UP_SECONDS = 4;
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration TICKET_MAX = Duration.ofSeconds(10);

    /** Passwords are hashed; more registrations at once would only queue. */
    private static final int ACCOUNTS_AT_ONCE = 2;

    private static final int TRIES_MAX = 10;
    private static final long COME_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long ASK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FIND_MAX_NS = TimeUnit.SECONDS.toNanos(60);

    private final DemoPlan plan;
    private final Fleet fleet;
    private final HttpClient http;
    private final Accounts accounts;
    private final Finder finder;
    private final Semaphore pace = new Semaphore(ACCOUNTS_AT_ONCE);

    private Demo(DemoPlan plan, Fleet fleet, HttpClient http) {
        this.plan = plan;
        this.fleet = fleet;
        this.http = http;
        this.accounts = new Accounts(http, fleet.addresses().auth());
        this.finder = new Finder(http, fleet.addresses().matchmaker());
    }

    /**
     * Plays the demo on a running fleet.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    public static Outcome run(DemoPlan plan, Fleet fleet) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var demo = new Demo(plan, fleet, http);
            demo.warmUp();
            return demo.measure();
        }
    }

    /** A full match, so that none of its seats is open to those who are measured. */
    private void warmUp() throws InterruptedException {
        drive(
                WARM_UP_PLAYERS,
                WARM_UP_SECONDS,
                new ConcurrentHistogram(FIND_MAX_NS, 3),
                player -> patiently(accounts::guest));
    }

    private Outcome measure() throws InterruptedException {
        var findNs = new ConcurrentHistogram(FIND_MAX_NS, 3);
        var sightings = drive(plan.players(), plan.seconds(), findNs, this::registered);
        return new Outcome(plan, findNs, sightings, servers(sightings), fleet.figures());
    }

    private Account registered(int player) throws InterruptedException {
        var name = "demo-" + player + "-" + Long.toString(System.nanoTime(), 36);
        pace.acquire();
        try {
            patiently(
                    () -> {
                        accounts.register(name, PASSWORD);
                        return name;
                    });
            return patiently(() -> accounts.login(name, PASSWORD));
        } finally {
            pace.release();
        }
    }

    /**
     * Comes again when told so: hashing passwords is slow on purpose, and a busy machine makes it
     * slower.
     */
    private static <T> T patiently(Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (AccountRefused refused) {
                if (!refused.isForNow() || tries == TRIES_MAX) {
                    throw refused;
                }
                LockSupport.parkNanos(COME_AGAIN_NS);
            }
        }
    }

    private List<Sighting> drive(
            int players, int seconds, ConcurrentHistogram findNs, AccountSource source)
            throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var arrivals = new ArrayList<Callable<Account>>();
            for (int player = 0; player < players; player++) {
                int number = player;
                arrivals.add(() -> source.account(number));
            }
            var start = new CyclicBarrier(players);
            var drives = new ArrayList<Callable<Sighting>>();
            for (var account : all(threads, arrivals)) {
                var script = new Script(seconds * Script.INPUTS_PER_SECOND, drives.isEmpty());
                drives.add(
                        () -> {
                            start.await(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
                            var drive = new DemoPlayer(account, place(account, findNs), script);
                            drive.play(http);
                            return drive.sighting();
                        });
            }
            return all(threads, drives);
        }
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks)
            throws InterruptedException {
        var results = new ArrayList<T>();
        for (var task : threads.invokeAll(tasks)) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a player could not play: " + e.getCause(), e);
            }
        }
        return results;
    }

    /**
     * Asks until there is a place, as the contract says: tickets are asked after, "later" is come
     * back to.
     */
    private Placed place(Account account, ConcurrentHistogram findNs) {
        long startNs = System.nanoTime();
        long untilNs = startNs + TICKET_MAX.toNanos();
        var outcome = finder.find(account, MODE, Map.of());
        while (System.nanoTime() < untilNs && comesAgain(outcome)) {
            outcome =
                    outcome instanceof FindOutcome.Waiting waiting
                            ? ask(account, waiting)
                            : finder.find(account, MODE, Map.of());
        }
        findNs.recordValue(Math.min(FIND_MAX_NS, System.nanoTime() - startNs));
        if (outcome instanceof Placed placed) {
            return placed;
        }
        throw new IllegalStateException("find: " + outcome + " (expected: a place)");
    }

    /** Whether the matchmaker wants the player to come again; waits as long as it says. */
    private static boolean comesAgain(FindOutcome outcome) {
        return switch (outcome) {
            case Placed placed -> false;
            case FindOutcome.Waiting waiting -> {
                LockSupport.parkNanos(ASK_AGAIN_NS);
                yield true;
            }
            case FindOutcome.Refused refused -> {
                var later = refused.retryAfterSeconds();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(later.orElse(0)));
                yield later.isPresent();
            }
        };
    }

    /** The answer to a ticket; one that still waits has no number of its own. */
    private FindOutcome ask(Account account, FindOutcome.Waiting waiting) {
        var answer = finder.ask(account, waiting.ticketId());
        return answer instanceof FindOutcome.Waiting ? waiting : answer;
    }

    private List<String> servers(List<Sighting> sightings) {
        return sightings.stream()
                .map(
                        sighting ->
                                fleet.serverOf(sighting.region(), sighting.matchId())
                                        .orElse("gone"))
                .toList();
    }

    @FunctionalInterface
    private interface AccountSource {
        Account account(int player) throws InterruptedException;
    }
}
