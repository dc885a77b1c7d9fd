package dev.tankfleet.e2e.leak;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.e2e.leak.Trouble.Kind;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * However allocations end, half a minute after the last one nothing is lost: no server is Allocated
 * without an owner, no placement and no intent is without its server. What goes wrong is drawn from
 * a fixed seed; the matchmaker loses its power every ten seconds.
 */
final class LeakIT {
    /** Allocations that Agones must have stored; more in the long run. */
    private static final int ALLOCATIONS = Integer.getInteger("tankfleet.leak.allocations", 500);

    private static final long SEED = Long.getLong("tankfleet.leak.seed", 20_260_711L);
    private static final int SERVERS = 32;

    /** Fewer than there are, so that spare ones are released and Ready ones are there to take. */
    private static final int SLOTS = 60;

    private static final long LIFE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration CLEAN_WITHIN = Duration.ofSeconds(30);

    /** No machine is so slow that it allocates less than this in a second. */
    private static final int PER_SECOND_MIN = 1;

    private static final int START_MAX_S = 60;

    private final Passports passports = Passports.create();
    private final TestDatabase database = TestPostgres.freshDatabase();

    private volatile URI matchmaker;
    private int deaths;

    @Test
    void losesNoServerWhateverBecomesOfItsAllocation() throws Exception {
        try (var territory = new Territory(SERVERS)) {
            var trouble = new Trouble(territory.emulator, SEED);
            var steward = new Steward(territory, trouble);
            var books = new Books(territory, steward, database);
            var life = live(territory, trouble);
            try (steward;
                    var crowd = new Crowd(() -> matchmaker, passports)) {
                life = allocate(territory, trouble, life);
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
                assertThat(crowd.answers()).containsKeys("placed", "nobody there");
            } finally {
                life.shut();
            }
        }
    }

    private MatchmakerLife live(Territory territory, Trouble trouble) {
        var life = MatchmakerLife.start(territory, database, passports, trouble, SLOTS);
        matchmaker = life.url();
        return life;
    }

    /** Until enough was allocated; the matchmaker that lives then is the answer. */
    private MatchmakerLife allocate(Territory territory, Trouble trouble, MatchmakerLife first) {
        var life = first;
        long startNs = System.nanoTime();
        long bornNs = startNs;
        long maxNs = TimeUnit.SECONDS.toNanos(START_MAX_S + ALLOCATIONS / PER_SECOND_MIN);
        for (int turn = 1; territory.emulator.allocations().total() < ALLOCATIONS; turn++) {
            assertThat(System.nanoTime() - startNs).as("ns").isLessThan(maxNs);
            LockSupport.parkNanos(TURN_NS);
            hitServers(territory, trouble, turn);
            if (System.nanoTime() - bornNs >= LIFE_NS) {
                life.cut();
                deaths++;
                life = live(territory, trouble);
                bornNs = System.nanoTime();
            }
        }
        return life;
    }

    private static void hitServers(Territory territory, Trouble trouble, int turn) {
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
