package dev.tankfleet.bus.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What only the bus in memory promises: where it refuses, and where its bounds are. */
final class MemoryHubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] BODY = {1};

    private final MemoryHub hub = MemoryHub.create(Lawbook.standard());

    @AfterEach
    void closeHub() {
        hub.close();
    }

    @Test
    void connectsARoleOnlyWhereItStands() {
        assertThatThrownBy(() -> hub.connect(Role.GAME_SERVER, "s1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.leaf("eu").connect(Role.MATCHMAKER, "mm1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub.leaf("eu.us")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesConnectionsAfterClose() {
        var leaf = hub.leaf("eu");
        hub.close();

        assertThatThrownBy(() -> hub.connect(Role.MATCHMAKER, "mm1"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leaf.connect(Role.GATEWAY, "g1"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sharesEvenlyWithinTwoQueuesOfOneSubject() throws InterruptedException {
        var server = hub.leaf("eu").connect(Role.GAME_SERVER, "s1");
        var gateway = hub.leaf("eu").connect(Role.GATEWAY, "g1");
        var all = new CountDownLatch(200);
        var heard = new AtomicIntegerArray(4);
        for (int i = 0; i < 4; i++) {
            int member = i;
            server.queueSubscribe(
                    "match.m1.input",
                    "queue-" + member / 2,
                    _ -> {
                        heard.incrementAndGet(member);
                        all.countDown();
                    });
        }

        for (int i = 0; i < 100; i++) {
            gateway.publish("match.m1.input", BODY);
        }

        assertThat(all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(heard.toString()).isEqualTo("[50, 50, 50, 50]");
    }

    @Test
    void boundsTheNumberOfRegions() {
        for (int i = 0; i < Border.REGIONS_MAX; i++) {
            hub.leaf("region-" + i);
        }

        hub.leaf("region-0");

        assertThatThrownBy(() -> hub.leaf("one-more")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToWaitForItselfOnTheDeliveryThread() throws Exception {
        var server = hub.leaf("eu").connect(Role.GAME_SERVER, "s1");
        var gateway = hub.leaf("eu").connect(Role.GATEWAY, "g1");
        var failure = new CompletableFuture<RuntimeException>();
        gateway.subscribe(
                "match.m1.state.g1",
                _ -> {
                    try {
                        gateway.request("match.m1.join", BODY, PATIENCE);
                    } catch (IllegalStateException e) {
                        failure.complete(e);
                    }
                });

        server.publish("match.m1.state.g1", BODY);

        assertThat(failure.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("delivery thread");
    }

    @Test
    void dropsAndCountsEachMessageBeyondTheQueue() throws InterruptedException {
        var server = hub.leaf("eu").connect(Role.GAME_SERVER, "s1");
        var gateway = hub.leaf("eu").connect(Role.GATEWAY, "g1");
        var busy = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        gateway.subscribe(
                "match.m1.state.g1",
                _ -> {
                    busy.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        server.publish("match.m1.state.g1", BODY);
        assertThat(busy.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < Inbox.MESSAGES_MAX + 7; i++) {
            server.publish("match.m1.state.g1", BODY);
        }

        assertThat(gateway.droppedMessages()).isEqualTo(7);
        release.countDown();
    }

    @Test
    void refusesResultsWhenTheStreamIsFullAndLosesNone() throws InterruptedException {
        var server = hub.leaf("eu").connect(Role.GAME_SERVER, "s1");
        var body = new byte[Bus.BODY_MAX_BYTES];
        int fitting = (int) (DurableStream.BYTES_MAX / body.length);
        for (int i = 0; i < fitting; i++) {
            assertThat(server.publishDurable("match.result", "m" + i, body, PATIENCE))
                    .isEqualTo(new Bus.Stored.Kept(false));
        }

        assertThat(server.publishDurable("match.result", "more", body, PATIENCE))
                .isEqualTo(new Bus.Stored.Unknown());

        var all = new CountDownLatch(fitting);
        hub.connect(Role.MATCHMAKER, "mm1")
                .consumeDurable(
                        "r.*.match.result",
                        "results",
                        PATIENCE,
                        message -> {
                            message.acknowledge();
                            all.countDown();
                        });
        assertThat(all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(server.publishDurable("match.result", "more", body, PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));
    }

    @Test
    void refusesAnotherPatternUnderAKnownConsumer() {
        var matchmaker = hub.connect(Role.MATCHMAKER, "mm1");
        matchmaker.consumeDurable("r.*.match.result", "results", PATIENCE, _ -> {});

        assertThatThrownBy(
                        () ->
                                matchmaker.consumeDurable(
                                        "r.eu.match.result", "results", PATIENCE, _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r.*.match.result");
    }
}
