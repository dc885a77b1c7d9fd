package dev.tankfleet.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AllocatedBytesTest {
    private static final int TURNS = 10_000;

    // Owned by the test's thread; a field, so that no compiler can leave the work out.
    private long[] kept = new long[4];

    @Test
    void countsNothingForALoopOverPrimitives() {
        Runnable turn = () -> kept[0] = kept[1] + 1;

        assertThat(AllocatedBytes.during(turn, TURNS, TURNS)).isZero();
    }

    @Test
    void countsEveryByteOfALoopThatAllocates() {
        Runnable turn = () -> kept = new long[100];

        assertThat(AllocatedBytes.during(turn, TURNS, TURNS)).isGreaterThanOrEqualTo(TURNS * 800L);
    }
}
