package dev.tankfleet.bus;

import static dev.tankfleet.bus.Heard.PATIENCE;
import static dev.tankfleet.bus.Heard.bytes;
import static dev.tankfleet.bus.Heard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What every adapter does with messages inside one region. */
public abstract class BusContractTest {
    private static final String INPUT = "match.m1.input";
    private static final String JOIN = "match.m1.join";
    private static final Duration SHORT = Duration.ofMillis(200);

    private BusUnderTest hub;
    private Bus server;
    private Bus gateway;

    /** A fresh hub under a law. */
    protected abstract BusUnderTest open(Lawbook lawbook);

    @BeforeEach
    void openHub() {
        hub = open(BusUnderTest.LAW);
        server = hub.inRegion("eu", Role.GAME_SERVER, "s1");
        gateway = hub.inRegion("eu", Role.GATEWAY, "g1");
    }

    @AfterEach
    void closeHub() {
        hub.close();
    }

    @Test
    void deliversToEveryListenerACopyOfItsOwn() {
        var first = new Heard();
        var second = new Heard();
        server.subscribe(
                INPUT,
                message -> {
                    first.onMessage(message);
                    message.body()[0] = 'x';
                });
        server.subscribe("match.*.input", second);
        assertThat(server.flush(PATIENCE)).isTrue();
        var buffer = bytes("abcdef");

        gateway.publish(INPUT, buffer, 3);
        buffer[0] = 'y';

        assertThat(first.next()).isEqualTo(INPUT + "=abc");
        assertThat(second.next()).isEqualTo(INPUT + "=abc");
    }

    @Test
    void keepsTheOrderOfOnePublisher() {
        var heard = new Heard();
        server.subscribe(INPUT, heard);
        server.flush(PATIENCE);

        IntStream.range(0, 1_000).forEach(i -> gateway.publish(INPUT, bytes("" + i)));

        assertThat(heard.next(1_000))
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> INPUT + "=" + i).toList());
    }

    @Test
    void givesEachMessageToOneMemberOfAQueue() {
        var members = new Heard();
        var bystander = new Heard();
        var secondServer = hub.inRegion("eu", Role.GAME_SERVER, "s2");
        server.queueSubscribe(INPUT, "workers", members);
        secondServer.queueSubscribe(INPUT, "workers", members);
        server.subscribe(INPUT, bystander);
        server.flush(PATIENCE);
        secondServer.flush(PATIENCE);

        IntStream.range(0, 100).forEach(i -> gateway.publish(INPUT, bytes("" + i)));

        assertThat(members.next(100)).doesNotHaveDuplicates();
        assertThat(bystander.next(100)).hasSize(100);
        assertThat(members.next(SHORT)).isNull();
    }

    @Test
    void runsAllHandlersOnOneThread() {
        var threads = new LinkedBlockingQueue<Thread>();
        server.subscribe(INPUT, _ -> threads.add(Thread.currentThread()));
        server.subscribe(JOIN, _ -> threads.add(Thread.currentThread()));
        server.flush(PATIENCE);
        var joined = new Heard();
        server.subscribe("match.m1.leave", joined);
        server.flush(PATIENCE);

        gateway.publish(INPUT, bytes("a"));
        gateway.publish(JOIN, bytes("b"));
        gateway.publish("match.m1.leave", bytes("c"));

        joined.next();
        assertThat(threads).hasSize(2);
        assertThat(threads.stream().distinct()).hasSize(1);
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void outlivesAHandlerThatThrows() {
        var heard = new Heard();
        server.subscribe(
                INPUT,
                message -> {
                    heard.onMessage(message);
                    if (text(message.body()).equals("bad")) {
                        throw new IllegalStateException("thrown by the test");
                    }
                });
        server.flush(PATIENCE);

        gateway.publish(INPUT, bytes("bad"));
        gateway.publish(INPUT, bytes("good"));

        assertThat(heard.next(2)).containsExactly(INPUT + "=bad", INPUT + "=good");
        assertThat(server.handlerFailures()).isEqualTo(1);
        assertThat(gateway.handlerFailures()).isZero();
    }

    @Test
    void dropsAndCountsWhatASlowListenerCannotHold() {
        int sent = 128;
        var release = new CountDownLatch(1);
        var heard = new AtomicInteger();
        var last = new CountDownLatch(1);
        server.subscribe(
                INPUT,
                _ -> {
                    await(release);
                    heard.incrementAndGet();
                });
        server.subscribe(JOIN, _ -> last.countDown());
        server.flush(PATIENCE);

        var body = new byte[Bus.BODY_MAX_BYTES];
        // As fast as the bus takes them, so that all are lost on the listener's side.
        IntStream.range(0, sent)
                .forEach(
                        _ -> {
                            gateway.publish(INPUT, body);
                            gateway.flush(PATIENCE);
                        });
        release.countDown();
        // Lost as long as the queue is full, so it is said until it is heard.
        while (last.getCount() > 0) {
            gateway.publish(JOIN, bytes("the last"));
            await(last, SHORT);
        }

        assertThat(server.droppedMessages()).isPositive();
        assertThat(heard.get() + server.droppedMessages()).isBetween((long) sent, sent + 1_000L);
        assertThat(gateway.droppedMessages()).isZero();
        assertThat(gateway.unsentMessages()).isZero();
    }

    @Test
    void carriesBodiesUpToTheBoundAndNoLarger() {
        var sizes = new LinkedBlockingQueue<Integer>();
        server.subscribe(INPUT, message -> sizes.add(message.body().length));
        server.flush(PATIENCE);

        gateway.publish(INPUT, new byte[Bus.BODY_MAX_BYTES]);
        gateway.publish(INPUT, new byte[0]);

        assertThat(poll(sizes)).isEqualTo(Bus.BODY_MAX_BYTES);
        assertThat(poll(sizes)).isZero();
        var tooLarge = new byte[Bus.BODY_MAX_BYTES + 1];
        assertRefused(() -> gateway.publish(INPUT, tooLarge));
        assertRefused(() -> gateway.request(JOIN, tooLarge, PATIENCE));
        assertRefused(() -> server.publishDurable("match.result", "m1", tooLarge, PATIENCE));
        assertRefused(() -> gateway.publish(INPUT, new byte[3], 4));
        assertRefused(() -> gateway.publish(INPUT, new byte[3], -1));
    }

    @Test
    void refusesADeadlineOfNothing() {
        assertRefused(() -> gateway.request(JOIN, bytes("a"), Duration.ZERO));
        assertRefused(() -> gateway.flush(Duration.ofMillis(-1)));
        assertRefused(() -> server.publishDurable("match.result", "m1", bytes("a"), Duration.ZERO));
        assertRefused(() -> server.publishDurable("match.result", "", bytes("a"), PATIENCE));
        var longId = "m".repeat(Bus.MESSAGE_ID_LENGTH_MAX + 1);
        assertRefused(() -> server.publishDurable("match.result", longId, bytes("a"), PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "match.m1.",
                ".m1",
                "match..input",
                "match.*.input",
                "match.>",
                "match.m 1.input",
                "match.m1.input\r\nPUB x",
                "match.m1.inpüt",
                "match.m*.input",
                "match.m1.\u0000"
            })
    void refusesToSayMalformedSubjects(String subject) {
        assertRefused(() -> gateway.publish(subject, bytes("a")));
        assertRefused(() -> gateway.request(subject, bytes("a"), PATIENCE));
        assertRefused(() -> server.publishDurable(subject, "m1", bytes("a"), PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "match..input",
                "match.m*.input",
                "match.>.input",
                "match. .input",
                "match.**"
            })
    void refusesToHearMalformedPatterns(String pattern) {
        assertRefused(() -> server.subscribe(pattern, new Heard()));
        assertRefused(() -> server.queueSubscribe(pattern, "workers", new Heard()));
    }

    @Test
    void hearsNothingAfterASubscriptionIsClosed() {
        var closed = new Heard();
        var open = new Heard();
        var subscription = server.subscribe(INPUT, closed);
        server.subscribe(INPUT, open);
        server.flush(PATIENCE);

        subscription.close();
        subscription.close();
        server.flush(PATIENCE);
        gateway.publish(INPUT, bytes("a"));

        open.next();
        assertThat(closed.next(SHORT)).isNull();
        assertThat(gateway.request(JOIN, bytes("a"), PATIENCE))
                .isEqualTo(new Bus.Reply.NobodyThere());
    }

    @Test
    void refusesToSpeakAfterClose() {
        gateway.close();
        gateway.close();

        assertClosed(() -> gateway.publish(INPUT, bytes("a")));
        assertClosed(() -> gateway.request(JOIN, bytes("a"), PATIENCE));
        assertClosed(() -> gateway.subscribe("match.m1.state.g1", new Heard()));
        assertClosed(() -> gateway.flush(PATIENCE));
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        var before = Thread.getAllStackTraces().keySet();
        var guest = hub.inRegion("eu", Role.GAME_SERVER, "guest");
        var matchmaker = hub.centre("guest");
        guest.subscribe(INPUT, new Heard());
        matchmaker.consumeDurable("r.*.match.result", "results", PATIENCE, _ -> {});
        var started = new ArrayList<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);

        guest.close();
        matchmaker.close();

        for (var thread : started) {
            assertThat(thread.join(PATIENCE)).as(thread.getName()).isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        return await(latch, PATIENCE);
    }

    private static boolean await(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    private static <T> T poll(LinkedBlockingQueue<T> queue) {
        try {
            var next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertClosed(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
