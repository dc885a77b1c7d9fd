package dev.tankfleet.matchmaker.server.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

final class ScoringTest {
    private static final int SERVERS = 32;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    private final Scoring scoring = new Scoring(ScoringConfig.DEFAULT, random);
    private int picked;

    @Test
    void takesTheNearServerUntilItsLoadOutweighsTheWay() {
        assertThat(pickOfNearAndFar(0, 64)).isZero();
        assertThat(pickOfNearAndFar(40, 64)).isZero();
        assertThat(pickOfNearAndFar(60, 64)).isEqualTo(1);
    }

    @Test
    void prefersAnOpenSeatToANewMatchOfTheSameCost() {
        scoring.clear(2);
        scoring.add(0, 0, 50, 0, 64, 0, false, false, false);
        scoring.add(1, 0, 55, 8, 64, 0, true, false, false);

        assertThat(scoring.row(scoring.pick(Scoring.ANY_REGION))).isEqualTo(1);
    }

    @Test
    void leavesAnEmptyMachineEmpty() {
        scoring.clear(2);
        scoring.add(0, 0, 50, 0, 64, 0, false, false, true);
        scoring.add(1, 0, 50, 20, 64, 0, false, false, false);

        assertThat(scoring.row(scoring.pick(Scoring.ANY_REGION))).isEqualTo(1);
    }

    @Test
    void avoidsAHotServerWithinTheDetourOnly() {
        scoring.clear(2);
        scoring.add(0, 0, 10, 0, 64, 0, false, true, false);
        scoring.add(1, 1, 35, 0, 64, 0, false, false, false);
        assertThat(scoring.row(scoring.pick(Scoring.ANY_REGION))).isEqualTo(1);

        scoring.clear(2);
        scoring.add(0, 0, 10, 0, 64, 0, false, true, false);
        scoring.add(1, 1, 45, 0, 64, 0, false, false, false);
        assertThat(scoring.row(scoring.pick(Scoring.ANY_REGION))).isZero();
    }

    @Test
    void drawsAmongEquals() {
        var drawn = new HashSet<Integer>();
        for (int turn = 0; turn < 200; turn++) {
            scoring.clear(4);
            for (int row = 0; row < 4; row++) {
                scoring.add(row, 0, 50, 0, 64, 0, false, false, false);
            }
            drawn.add(scoring.row(scoring.pick(Scoring.ANY_REGION)));
        }

        assertThat(drawn).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void widensTheLoadOfAServerThatSpokeLongAgo() {
        scoring.clear(2);
        scoring.add(0, 0, 50, 40, 64, 11_000_000_000L, false, false, false);
        scoring.add(1, 0, 50, 40, 64, 0, false, false, false);

        assertThat(scoring.row(scoring.pick(Scoring.ANY_REGION))).isEqualTo(1);
    }

    @Test
    void findsNothingAmongNone() {
        scoring.clear(0);

        assertThat(scoring.pick(Scoring.ANY_REGION)).isEqualTo(Scoring.NONE);
    }

    @Test
    void allocatesNothingPerTurn() {
        assertThat(AllocatedBytes.during(this::turn, 10_000, 10_000)).isZero();
    }

    private void turn() {
        scoring.clear(SERVERS);
        for (int row = 0; row < SERVERS; row++) {
            scoring.add(row, row & 7, 20 + row, row, SERVERS, row, (row & 3) == 0, false, false);
        }
        picked = scoring.pick(Scoring.ANY_REGION);
    }

    /** The near one is 30 ms nearer and has the given load. */
    private int pickOfNearAndFar(int players, int playersMax) {
        scoring.clear(2);
        scoring.add(0, 0, 20, players, playersMax, 0, false, false, false);
        scoring.add(1, 1, 50, 0, playersMax, 0, false, false, false);
        return scoring.row(scoring.pick(Scoring.ANY_REGION));
    }
}
