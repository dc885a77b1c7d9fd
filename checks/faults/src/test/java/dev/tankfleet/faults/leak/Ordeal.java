package dev.tankfleet.faults.leak;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.faults.leak.Trouble.Kind;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Allocations under every fault while one matchmaker after the other dies, and the books
 * afterwards. Owned by the test's thread.
 */
final class Ordeal implements AutoCloseable {
    private static final long SEED = Long.getLong("tankfleet.leak.seed", 20_260_711L);
    private static final int SERVERS = 32;

    private static final long LIFE_NS = TimeUnit.SECONDS.toNanos(10);

    /** Who takes long to start must not die before he has begun anything. */
    private static final long WORK_MIN_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration CLEAN_WITHIN = Duration.ofSeconds(30);

    /** No machine is so slow that it allocates less than this in a second. */
    private static final int PER_SECOND_MIN = 1;

    private static final Duration START_MAX = Duration.ofMinutes(1);

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final Passports passports = Passports.create();
    private final Territory territory;
    private final Trouble trouble;
    private final Steward steward;
    private final Inquiry inquiry;
    private final Books books;
    private final Matchmakers matchmakers;

    private int deaths;
    private int placedBefore;
    private long bornNs;
    private long upSinceNs;
    private boolean isUp;

    /** Which matchmakers there are, once there is something to allocate. */
    @FunctionalInterface
    interface Midwife {
        Matchmakers attend(Territory territory, TestDatabase database, Passports passports);
    }

    Ordeal(Roads roads, Midwife midwife) {
        territory = new Territory(roads, SERVERS);
        trouble = new Trouble(territory.emulator, SEED);
        steward = new Steward(roads, trouble);
        inquiry = new Inquiry(roads, territory.routes);
        books = new Books(territory, steward, inquiry, database);
        matchmakers = midwife.attend(territory, database, passports);
    }

    /**
     * Goes through it.
     *
     * @param allocations that Agones must have stored
     */
    void endure(int allocations) throws Exception {
        begin();
        eventuallyTrue(START_MAX, "the first matchmaker is up", matchmakers::isUp);
        try (var crowd = new Crowd(matchmakers::url, passports)) {
            allocate(allocations, crowd);
            crowd.end();
            steward.end();
            trouble.end();
            eventuallyTrue(CLEAN_WITHIN, "all sidecars are back", trouble::bringSidecarsBack);
            long endNs = System.nanoTime();
            System.out.println("leaks at the last allocation: " + books.leaks().size());
            eventually(CLEAN_WITHIN, () -> assertThat(books.leaks()).isEmpty());
            System.out.printf(
                    "%d allocations, %d deaths, %s, %s, %s: nothing leaked after %.1f s%n",
                    territory.emulator.allocations().total(),
                    deaths,
                    trouble.done(),
                    crowd.answers(),
                    books.summary(),
                    (System.nanoTime() - endNs) / 1e9);
            assertThat(deaths).isPositive();
            assertThat(trouble.done()).containsKeys(Kind.values());
            // They went on asking through every death.
            assertThat(crowd.answers()).containsKey("nobody there");
        }
    }

    @Override
    public void close() {
        matchmakers.close();
        inquiry.close();
        steward.close();
        territory.close();
    }

    /** Until enough was allocated, and players are placed by one who came after a death. */
    private void allocate(int allocations, Crowd crowd) {
        long startNs = System.nanoTime();
        long maxNs = START_MAX.plusSeconds(allocations / PER_SECOND_MIN).toNanos();
        for (int turn = 1;
                deaths == 0
                        || crowd.placed() == placedBefore
                        || territory.emulator.allocations().total() < allocations;
                turn++) {
            assertThat(System.nanoTime() - startNs).as("ns").isLessThan(maxNs);
            LockSupport.parkNanos(TURN_NS);
            trouble.onAllocations();
            hitServers(turn);
            // Each life must have placed somebody; one that cannot is never over.
            if (isDueToDie() && crowd.placed() > placedBefore) {
                matchmakers.die();
                deaths++;
                placedBefore = crowd.placed();
                begin();
            }
        }
    }

    private void begin() {
        matchmakers.begin();
        isUp = false;
        bornNs = System.nanoTime();
    }

    private boolean isDueToDie() {
        if (!isUp && matchmakers.isUp()) {
            isUp = true;
            upSinceNs = System.nanoTime();
        }
        long nowNs = System.nanoTime();
        return isUp && nowNs - bornNs >= LIFE_NS && nowNs - upSinceNs >= WORK_MIN_NS;
    }

    private void hitServers(int turn) {
        trouble.bringSidecarsBack();
        if (turn % 4 == 0) {
            trouble.onServers(Kind.WATCH_CUT, territory.servers());
        }
        if (turn % 8 == 0) {
            trouble.onServers(Kind.SERVER_DELETED, territory.servers());
        }
        if (turn % 12 == 0) {
            trouble.onServers(Kind.SIDECAR_KILLED, territory.servers());
        }
    }
}
