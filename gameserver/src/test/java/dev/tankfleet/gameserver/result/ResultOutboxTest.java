package dev.tankfleet.gameserver.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteStore.Claim;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.route.memory.MemoryRouteStore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class ResultOutboxTest {
    private static final Duration MAX = Duration.ofSeconds(10);
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Route ROUTE =
            new Route("m1", "eu-1", "i1", 1, 1_000, Route.State.PLAYING, "rules1");

    private final MemoryHub hub = MemoryHub.create(Lawbook.standard());
    private final RouteStore routes = MemoryRouteStore.create();
    private final BlockingQueue<String> stored = new LinkedBlockingQueue<>();
    private final Bus bus = hub.leaf("eu").connect(Role.GAME_SERVER, "eu-1");

    @BeforeEach
    void collectsResultsInTheCentre() {
        hub.connect(Role.MATCHMAKER, "mm")
                .consumeDurable(
                        Subjects.ofEveryRegion(Subjects.MATCH_RESULT),
                        "results",
                        Duration.ofSeconds(30),
                        message -> {
                            stored.add(message.messageId());
                            message.acknowledge();
                        });
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void endsTheRouteAndThenPublishesOnce() throws InterruptedException {
        routes.claim(ROUTE, TTL);
        var outbox = outbox(routes);
        var settled = new CountDownLatch(1);

        outbox.add(ROUTE, result(), settled::countDown);

        assertThat(settled.await(MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(stored.poll(MAX.toSeconds(), TimeUnit.SECONDS)).isEqualTo("m1");
        assertThat(routes.find("m1")).contains(ROUTE.toEnded());
        assertThat(outbox.drain(MAX)).isTrue();
        assertThat(outbox.pending()).isZero();
    }

    @Test
    void publishesNothingForAMatchThatIsAnothers() throws InterruptedException {
        routes.claim(ROUTE, TTL);
        routes.claim(new Route("m1", "eu-2", "i2", 2, 2_000, Route.State.PLAYING, "rules1"), TTL);
        var outbox = outbox(routes);
        var settled = new CountDownLatch(1);

        outbox.add(ROUTE, result(), settled::countDown);

        assertThat(settled.await(MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(stored).isEmpty();
        assertThat(routes.find("m1")).map(Route::serverId).contains("eu-2");
    }

    @Test
    void triesOnWhileTheStoreIsAwayAndTrustsAnAnswerThatGotLost() throws InterruptedException {
        routes.claim(ROUTE, TTL);
        var shaky = new StoreThatLosesAnswers(routes, 3);
        var outbox = outbox(shaky);

        outbox.add(ROUTE, result(), () -> {});

        assertThat(stored.poll(MAX.toSeconds(), TimeUnit.SECONDS)).isEqualTo("m1");
        assertThat(shaky.calls.get()).isGreaterThan(3);
    }

    @Test
    void publishesWhenTheStoreHasLostTheRoute() throws InterruptedException {
        outbox(routes).add(ROUTE, result(), () -> {});

        assertThat(stored.poll(MAX.toSeconds(), TimeUnit.SECONDS)).isEqualTo("m1");
    }

    @Test
    void saysWhenResultsAreLeftAndWhenThereIsNoRoomForMore() throws InterruptedException {
        var outbox = outbox(new StoreThatLosesAnswers(routes, Integer.MAX_VALUE));
        assertThat(outbox.hasRoomFor(2)).isTrue();

        outbox.add(ROUTE, result(), () -> {});

        assertThat(outbox.hasRoomFor(2)).isFalse();
        assertThat(outbox.drain(Duration.ofMillis(10))).isFalse();
    }

    private ResultOutbox outbox(RouteStore store) {
        var config =
                new ResultConfig(
                        2, Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofMillis(5), TTL);
        return new ResultOutbox(config, bus, store, new ResultMeters(new SimpleMeterRegistry()));
    }

    private static MatchResult result() {
        return new MatchResult(
                "m1",
                "eu-1",
                "eu",
                "free_for_all",
                "crossfire",
                1_000,
                1,
                2,
                3,
                Reason.EMPTY,
                List.of());
    }

    /** Does what it is told, and then says that it is away. */
    private static final class StoreThatLosesAnswers implements RouteStore {
        final AtomicInteger calls = new AtomicInteger();
        private final RouteStore store;
        private final int losses;

        StoreThatLosesAnswers(RouteStore store, int losses) {
            this.store = store;
            this.losses = losses;
        }

        @Override
        public Claim claim(Route route, Duration ttl) {
            return store.claim(route, ttl);
        }

        @Override
        public Claim end(Route route, Duration ttl) {
            var claim = store.end(route, ttl);
            if (calls.incrementAndGet() <= losses) {
                throw new RouteUnavailable("away", new IllegalStateException("away"));
            }
            return claim;
        }

        @Override
        public boolean refresh(String matchId, int epoch, Duration ttl) {
            return store.refresh(matchId, epoch, ttl);
        }

        @Override
        public Optional<Route> find(String matchId) {
            return store.find(matchId);
        }

        @Override
        public void forget(String matchId, int epoch) {
            store.forget(matchId, epoch);
        }

        @Override
        public void putToken(String tokenSha256, TokenGrant grant, Duration ttl) {
            store.putToken(tokenSha256, grant, ttl);
        }

        @Override
        public Optional<TokenGrant> redeem(String tokenSha256) {
            return store.redeem(tokenSha256);
        }

        @Override
        public void close() {}
    }
}
