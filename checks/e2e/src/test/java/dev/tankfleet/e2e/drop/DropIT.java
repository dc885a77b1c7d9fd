package dev.tankfleet.e2e.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * However connections break, every player finds his tank again: the same one, in the same match,
 * and no second one beside it. What breaks how is drawn from a fixed seed.
 */
@NeedsProgram(Program.NATS)
@Tag("patient")
final class DropIT {
    /** Connections to break; more in the long run. */
    private static final int DROPS = Integer.getInteger("tankfleet.drops", 50);

    private static final long SEED = Long.getLong("tankfleet.drops.seed", 20_240_607L);
    private static final int PLAYERS = 8;

    /** Every so many rounds a gateway goes away, by turns as an update and as a power cut. */
    private static final int ROUNDS_PER_OUTAGE = 3;

    /** A round and its outage take far less; then the players move to a new match. */
    private static final int TICKS_LEFT_MIN = 75 * 30;

    private static RegionRig region;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Wanderer> players = new ArrayList<>();

    // Owned by the test's thread.
    private int drops;
    private int retries;
    private int overtaken;

    @BeforeAll
    static void start(@TempDir Path folder) {
        region = RegionRig.start(folder);
    }

    @AfterAll
    static void stop() {
        region.close();
    }

    @AfterEach
    void leave() {
        players.forEach(Wanderer::close);
    }

    @Test
    void keepsEveryTankThroughAllDrops() throws Exception {
        gather();
        for (int round = 1; drops < DROPS; round++) {
            if (players.stream().anyMatch(player -> player.ticksLeft() < TICKS_LEFT_MIN)) {
                assertNobodyIsLost();
                gather();
            }
            breakEveryConnection();
            if (round % ROUNDS_PER_OUTAGE == 0) {
                takeAGatewayAway(round / ROUNDS_PER_OUTAGE);
            }
        }
        assertNobodyIsLost();
        assertThat(region.errors()).as("errors in the log").isZero();
        note();
        System.out.printf(
                "%d drops, %d tanks, 0 lost, 0 doubled; %d more tries, an AUTH given"
                        + " up came late %d times%n",
                drops, PLAYERS, retries, overtaken);
    }

    /** New players in a new match, or in the first one. */
    private void gather() throws Exception {
        note();
        players.forEach(Wanderer::close);
        players.clear();
        for (int number = 1; number <= PLAYERS; number++) {
            players.add(Wanderer.join(region, number));
        }
        assertThat(players)
                .extracting(Wanderer::matchId)
                .containsOnly(players.getFirst().matchId());
    }

    private void note() {
        retries += players.stream().mapToInt(Wanderer::retries).sum();
        overtaken += players.stream().mapToInt(Wanderer::overtaken).sum();
    }

    private void breakEveryConnection() throws Exception {
        var work = new ArrayList<Callable<Void>>();
        for (var player : players) {
            var mishap = Mishap.draw(random);
            drops += mishap.drops();
            work.add(
                    () -> {
                        try {
                            player.suffer(mishap, PLAYERS);
                        } catch (AssertionError e) {
                            throw new AssertionError(mishap + ": " + e.getMessage(), e);
                        }
                        return null;
                    });
        }
        atOnce(work);
    }

    private void takeAGatewayAway(int outage) throws Exception {
        var houses = region.houses();
        var gone = houses.get(random.nextInt(houses.size()));
        if (outage % 2 == 0) {
            gone.kill();
        } else {
            gone.shut();
        }
        var work = new ArrayList<Callable<Void>>();
        for (var player : players) {
            if (player.gateway().equals(gone.url())) {
                drops++;
                work.add(
                        () -> {
                            player.awaitLost();
                            player.comeBack(otherThan(gone.url()), Mishap.Way.RESUME, PLAYERS);
                            return null;
                        });
            }
        }
        atOnce(work);
        gone.open(region.gateways());
    }

    private URI otherThan(URI gone) {
        return region.gateways().stream()
                .filter(url -> !url.equals(gone))
                .findFirst()
                .orElseThrow();
    }

    /** As many tanks of people as there are players, each player's among them. */
    private void assertNobodyIsLost() {
        for (var player : players) {
            assertThat(player.people())
                    .extracting(tank -> tank.id())
                    .containsExactlyInAnyOrderElementsOf(
                            players.stream().map(Wanderer::tankId).toList());
        }
    }

    private static void atOnce(List<Callable<Void>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    throw new AssertionError(e.getCause().getMessage(), e.getCause());
                }
            }
        }
    }
}
