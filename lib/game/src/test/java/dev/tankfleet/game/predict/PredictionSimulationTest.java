package dev.tankfleet.game.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.predict.Journey.Driver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/** A client that drives at 150 ms from its server, both with all their jitter. */
final class PredictionSimulationTest {

    private static final int ONE_WAY_US = 75_000;
    private static final int JITTER_US = 15_000;
    private static final int TICKS = 1_800;

    /** What a player would not see: at full speed a tank goes more than 100 mm in a tick. */
    private static final double MEAN_MAX_MM = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void foreseesFreeDriving(int seed) {
        var journey = new Journey(seed, ONE_WAY_US, JITTER_US, 0, keys(seed, 12)).run(TICKS);

        assertThat(mean(journey.corrections())).isLessThan(MEAN_MAX_MM);
        assertThat(part(journey.corrections(), 99)).isLessThan(300);
        // Without foresight the tank would lag behind by this much.
        assertThat(mean(journey.behind())).isGreaterThan(100);
    }

    @Test
    void putsNothingRightWhileTheSameKeysAreHeld() {
        Driver circle = step -> new int[] {1_000, 500, 0};
        var journey = new Journey(3, ONE_WAY_US, JITTER_US, 0, circle).run(TICKS);

        var settled = journey.corrections().subList(60, journey.corrections().size());
        assertThat(part(settled, 95)).isLessThanOrEqualTo(3);
        assertThat(mean(journey.behind())).isGreaterThan(300);
    }

    @Test
    void staysNearAmongBotsThatBlockAndShoot() {
        var journey = new Journey(7, ONE_WAY_US, JITTER_US, 7, keys(7, 20)).run(TICKS);

        assertThat(mean(journey.corrections())).isLessThan(MEAN_MAX_MM);
    }

    @Test
    void standsWhereTheServerHasItOnceTheKeysAreReleased() {
        Driver rest = step -> step < 200 ? new int[] {1_000, 300, 0} : new int[] {0, 0, 0};
        var journey = new Journey(5, ONE_WAY_US, JITTER_US, 0, rest).run(300);

        journey.client().look(0, 0, 0, 0);
        assertThat(journey.client().x()).isEqualTo(journey.tanks().x(Journey.SEAT));
        assertThat(journey.client().y()).isEqualTo(journey.tanks().y(Journey.SEAT));
        assertThat(journey.client().hull())
                .isBetween(
                        journey.tanks().hull(Journey.SEAT) - 1,
                        journey.tanks().hull(Journey.SEAT) + 1);
    }

    /**
     * Keys that are pressed and released at random; each state holds for {@code steps} on average.
     */
    private static Driver keys(int seed, int steps) {
        var random = new Random(seed);
        int[] held = {1_000, 0, 0};
        return step -> {
            if (random.nextInt(steps) == 0) {
                held[0] = (random.nextInt(4) == 0 ? -1 : random.nextInt(2)) * 1_000;
                held[1] = random.nextInt(-1, 2) * 1_000;
                held[2] = random.nextInt(65_536);
            }
            return held.clone();
        };
    }

    private static double mean(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    private static int part(List<Integer> values, int percent) {
        return values.stream().sorted().toList().get(values.size() * percent / 100);
    }
}
