package dev.tankfleet.gameserver.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FenceTest {
    private final Fence fence = new Fence();

    @Test
    void refusesTheAttemptAndAllBelowIt() {
        fence.onGivenUp("m1", 2, 0);

        assertThat(fence.isOver("m1", 1, 0)).isTrue();
        assertThat(fence.isOver("m1", 2, 0)).isTrue();
        assertThat(fence.isOver("m1", 3, 0)).isFalse();
        assertThat(fence.isOver("m2", 1, 0)).isFalse();
    }

    @Test
    void keepsTheHighestAttemptWhateverTheOrder() {
        fence.onGivenUp("m1", 2, 0);
        fence.onGivenUp("m1", 1, 0);

        assertThat(fence.isOver("m1", 2, 0)).isTrue();
    }

    @Test
    void forgetsAfterSomeTime() {
        fence.onEnded("m1", 1, 0);

        assertThat(fence.isEnded("m1", Fence.REMEMBERED.toNanos() - 1)).isTrue();
        assertThat(fence.isEnded("m1", Fence.REMEMBERED.toNanos())).isFalse();
        assertThat(fence.isOver("m1", 1, Fence.REMEMBERED.toNanos())).isFalse();
    }

    @Test
    void remembersABoundedNumberOfMatches() {
        for (int i = 0; i <= Fence.MATCHES_MAX; i++) {
            fence.onGivenUp("m" + i, 1, 0);
        }

        assertThat(fence.isOver("m0", 1, 0)).isFalse();
        assertThat(fence.isOver("m1", 1, 0)).isTrue();
        assertThat(fence.isOver("m" + Fence.MATCHES_MAX, 1, 0)).isTrue();
    }
}
