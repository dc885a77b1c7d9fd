package dev.tankfleet.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.route.RouteStore.Claim;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What every store of routes and tokens does, alone and under a race. */
public abstract class RouteStoreContractTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration BRIEF = Duration.ofSeconds(2);
    private static final String HASH = "ab".repeat(32);
    private static final Claim CLAIMED = new Claim.Claimed();

    private RouteStore store;

    /** A fresh, empty store. */
    protected abstract RouteStore open();

    /** Lets time pass for the store, really or by its clock. */
    protected abstract void pass(Duration time);

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void findsWhatWasClaimed() {
        var route = route("s1", 1000);

        assertThat(store.find("m1")).isEmpty();
        assertThat(store.claim(route, LONG)).isEqualTo(CLAIMED);

        assertThat(store.find("m1")).contains(route);
        assertThat(store.find("m2")).isEmpty();
    }

    @Test
    void givesAMatchToTheHigherEpochOnly() {
        var first = route("s1", 1000);
        var heir = route("s2", 1001);
        store.claim(first, LONG);

        assertThat(store.claim(heir, LONG)).isEqualTo(CLAIMED);

        assertThat(store.claim(first, LONG)).isEqualTo(superseded(heir));
        assertThat(store.claim(route("s3", 1001), LONG)).isEqualTo(superseded(heir));
        assertThat(store.claim(route("s3", 999), LONG)).isEqualTo(superseded(heir));
        assertThat(store.find("m1")).contains(heir);
    }

    @Test
    void tellsAnOwnerAgainThatItOwns() {
        var route = route("s1", 1000);
        store.claim(route, LONG);

        assertThat(store.claim(route, LONG)).isEqualTo(CLAIMED);

        var otherProcess =
                new Route("m1", "s1", "restarted", 1, 1000, Route.State.PLAYING, "rules");
        assertThat(store.claim(otherProcess, LONG)).isEqualTo(superseded(route));
    }

    @Test
    void leavesAnEndedMatchEnded() {
        var route = route("s1", 1000);
        store.claim(route, LONG);
        store.end(route, LONG);

        assertThat(store.claim(route("s2", 2000), LONG)).isEqualTo(superseded(route.toEnded()));
        assertThat(store.claim(route, LONG)).isEqualTo(superseded(route.toEnded()));
        assertThat(store.find("m1")).contains(route.toEnded());
    }

    @Test
    void refusesToClaimAnEndedRoute() {
        assertThatThrownBy(() -> store.claim(route("s1", 1000).toEnded(), LONG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsAMatchUnderItsOwnEpochOnly() {
        var route = route("s1", 1000);
        assertThat(store.end(route, LONG)).isEqualTo(new Claim.Superseded(Optional.empty()));
        store.claim(route("s2", 1001), LONG);

        assertThat(store.end(route, LONG)).isEqualTo(superseded(route("s2", 1001)));
        assertThat(store.end(route("s2", 1002), LONG)).isEqualTo(superseded(route("s2", 1001)));

        assertThat(store.find("m1")).contains(route("s2", 1001));
    }

    @Test
    void endsAMatchOnceUnderARace() throws Exception {
        for (int round = 0; round < 20; round++) {
            var route = route("race-" + round, "s1", 1000);
            store.claim(route, LONG);

            var outcomes = race(16, () -> store.end(route, LONG));

            assertThat(Collections.frequency(outcomes, CLAIMED)).isEqualTo(1);
            assertThat(Collections.frequency(outcomes, superseded(route.toEnded()))).isEqualTo(15);
        }
    }

    @Test
    void givesAnEpochToOneOfManyUnderARace() throws Exception {
        for (int round = 0; round < 20; round++) {
            var matchId = "race-" + round;
            store.claim(route(matchId, "s0", 1000), LONG);
            var number = new AtomicInteger();

            var outcomes =
                    race(
                            16,
                            () ->
                                    store.claim(
                                            route(matchId, "s" + number.incrementAndGet(), 1001),
                                            LONG));

            assertThat(Collections.frequency(outcomes, CLAIMED)).isEqualTo(1);
        }
    }

    @Test
    void forgetsARouteWhenItsTimeIsOver() {
        store.claim(route("s1", 1000), BRIEF);

        pass(BRIEF);

        assertThat(store.find("m1")).isEmpty();
        assertThat(store.refresh("m1", 1000, LONG)).isFalse();
        assertThat(store.end(route("s1", 1000), LONG))
                .isEqualTo(new Claim.Superseded(Optional.empty()));
        assertThat(store.claim(route("s2", 1), LONG)).isEqualTo(CLAIMED);
    }

    @Test
    void letsARouteLiveOnUnderItsOwnEpochOnly() {
        store.claim(route("s1", 1000), BRIEF);

        assertThat(store.refresh("m1", 999, LONG)).isFalse();
        assertThat(store.refresh("m1", 1001, LONG)).isFalse();
        assertThat(store.refresh("m2", 1000, LONG)).isFalse();
        assertThat(store.refresh("m1", 1000, LONG)).isTrue();

        pass(BRIEF);
        assertThat(store.find("m1")).contains(route("s1", 1000));
    }

    @Test
    void refreshesNothingUnderAnotherEpoch() {
        store.claim(route("s1", 1000), BRIEF);
        store.refresh("m1", 999, LONG);

        pass(BRIEF);

        assertThat(store.find("m1")).isEmpty();
    }

    @Test
    void keepsAnEndedRouteForItsNewTime() {
        store.claim(route("s1", 1000), BRIEF);
        store.end(route("s1", 1000), BRIEF.multipliedBy(3));

        pass(BRIEF);

        assertThat(store.find("m1")).contains(route("s1", 1000).toEnded());
    }

    @Test
    void forgetsOnlyTheOwnEpoch() {
        store.claim(route("s2", 1001), LONG);

        store.forget("m1", 1000);
        store.forget("m1", 1002);
        store.forget("m2", 1001);
        assertThat(store.find("m1")).isPresent();

        store.forget("m1", 1001);
        assertThat(store.find("m1")).isEmpty();
        assertThat(store.claim(route("s3", 1), LONG)).isEqualTo(CLAIMED);
    }

    @Test
    void spendsATokenOnce() {
        var grant = new TokenGrant("m1", 1, "p1");
        store.putToken(HASH, grant, LONG);

        assertThat(store.redeem("cd".repeat(32))).isEmpty();
        assertThat(store.redeem(HASH)).contains(grant);
        assertThat(store.redeem(HASH)).isEmpty();
    }

    @Test
    void spendsATokenOnceUnderARace() throws Exception {
        for (int round = 0; round < 20; round++) {
            var hash = "race-" + round;
            var grant = new TokenGrant("m1", 1, "p1");
            store.putToken(hash, grant, LONG);

            var outcomes = race(32, () -> store.redeem(hash));

            assertThat(Collections.frequency(outcomes, Optional.of(grant))).isEqualTo(1);
            assertThat(Collections.frequency(outcomes, Optional.empty())).isEqualTo(31);
        }
    }

    @Test
    void forgetsATokenWhenItsTimeIsOver() {
        store.putToken(HASH, new TokenGrant("m1", 1, "p1"), BRIEF);

        pass(BRIEF);

        assertThat(store.redeem(HASH)).isEmpty();
    }

    @Test
    void takesTheLaterGrantOfATokenPutTwice() {
        store.putToken(HASH, new TokenGrant("m1", 1, "p1"), LONG);
        store.putToken(HASH, new TokenGrant("m1", 2, "p1"), LONG);

        assertThat(store.redeem(HASH)).contains(new TokenGrant("m1", 2, "p1"));
        assertThat(store.redeem(HASH)).isEmpty();
    }

    @Test
    void refusesKeysThatAreNoIdsAndTimesOfNothing() {
        assertRefused(() -> store.find("m.1"));
        assertRefused(() -> store.redeem("a b"));
        assertRefused(() -> store.forget("*", 1));
        assertRefused(() -> store.refresh("", 1, LONG));
        assertRefused(() -> store.putToken("a\r\nb", new TokenGrant("m1", 1, "p1"), LONG));
        assertRefused(() -> store.putToken(HASH, new TokenGrant("m1", 1, "p1"), Duration.ZERO));
        assertRefused(() -> store.claim(route("s1", 1000), Duration.ofMillis(-1)));
        assertRefused(() -> route("m:1", "s1", 1000));
    }

    private static Route route(String serverId, int epoch) {
        return route("m1", serverId, epoch);
    }

    private static Route route(String matchId, String serverId, int epoch) {
        return new Route(
                matchId, serverId, "i-" + serverId, 1, epoch, Route.State.PLAYING, "rules");
    }

    private static Claim superseded(Route current) {
        return new Claim.Superseded(Optional.of(current));
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }

    /** Lets that many threads do the same at the same moment. */
    private static <T> List<T> race(int threads, Callable<T> act) throws Exception {
        var start = new CyclicBarrier(threads);
        try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                futures.add(
                        executor.submit(
                                () -> {
                                    start.await(30, TimeUnit.SECONDS);
                                    return act.call();
                                }));
            }
            var outcomes = new ArrayList<T>();
            for (var future : futures) {
                outcomes.add(future.get(30, TimeUnit.SECONDS));
            }
            return outcomes;
        }
    }
}
