package dev.tankfleet.route.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteStoreContractTest;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.testkit.time.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class MemoryRouteStoreTest extends RouteStoreContractTest {
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final TokenGrant GRANT = new TokenGrant("m1", 1, "p1");

    private final VirtualClock clock = new VirtualClock();

    @Override
    protected RouteStore open() {
        return MemoryRouteStore.create(clock::nanoTime);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void sweepsWhatIsOver() {
        var store = MemoryRouteStore.create(clock::nanoTime);
        for (int i = 0; i < 1_000; i++) {
            store.putToken("t" + i, GRANT, TTL);
        }

        clock.advance(TTL);
        store.putToken("one-more", GRANT, TTL);

        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotHoldUntilSomethingIsOver() {
        var store = MemoryRouteStore.create(clock::nanoTime);
        for (int i = 0; i < MemoryRouteStore.TOKENS_MAX; i++) {
            store.putToken("t" + i, GRANT, TTL);
        }

        assertThatThrownBy(() -> store.putToken("one-more", GRANT, TTL))
                .isInstanceOf(RouteUnavailable.class);
        assertThat(store.redeem("t0")).contains(GRANT);

        store.putToken("one-more", GRANT, TTL);
        assertThatThrownBy(() -> store.putToken("and-another", GRANT, TTL))
                .isInstanceOf(RouteUnavailable.class);
        clock.advance(TTL);
        store.putToken("and-another", GRANT, TTL);
        assertThat(store.redeem("and-another")).contains(GRANT);
    }
}
