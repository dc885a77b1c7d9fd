package dev.tankfleet.bus;

import static dev.tankfleet.bus.Heard.PATIENCE;
import static dev.tankfleet.bus.Heard.bytes;
import static dev.tankfleet.bus.Heard.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What every adapter does with requests and their answers. */
public abstract class RequestContractTest {
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
    void bringsTheAnswerBack() {
        server.subscribe(
                JOIN,
                message -> {
                    var body = text(message.body());
                    Thread.ofVirtual().start(() -> message.reply(bytes("re: " + body)));
                });
        server.flush(PATIENCE);

        var reply = gateway.request(JOIN, bytes("hello"), PATIENCE);

        assertThat(answer(reply)).isEqualTo("re: hello");
    }

    @Test
    void saysAtOnceThatNobodyListens() {
        long before = System.nanoTime();

        var reply = gateway.request(JOIN, bytes("hello"), Duration.ofMinutes(5));

        assertThat(reply).isEqualTo(new Bus.Reply.NobodyThere());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
    }

    @Test
    void stopsWaitingAtTheDeadline() {
        var heard = new Heard();
        server.subscribe(JOIN, heard);
        server.flush(PATIENCE);

        var reply = gateway.request(JOIN, bytes("hello"), SHORT);

        assertThat(reply).isEqualTo(new Bus.Reply.TimedOut());
        assertThat(heard.next()).isEqualTo(JOIN + "=hello");
    }

    @Test
    void takesTheFirstOfTwoAnswersAndForgetsTheOther() throws InterruptedException {
        var late = new CountDownLatch(2 * 100);
        var secondServer = hub.inRegion("eu", Role.GAME_SERVER, "s2");
        for (var responder : new Bus[] {server, secondServer}) {
            responder.subscribe(
                    JOIN,
                    message -> {
                        message.reply(message.body());
                        message.reply(bytes("a second answer"));
                        late.countDown();
                    });
            responder.flush(PATIENCE);
        }

        for (int i = 0; i < 100; i++) {
            assertThat(answer(gateway.request(JOIN, bytes("" + i), PATIENCE))).isEqualTo("" + i);
        }

        assertThat(late.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(server.handlerFailures() + secondServer.handlerFailures()).isZero();
    }

    @Test
    void keepsTheInterruptOfAThreadThatWaits() {
        server.subscribe(JOIN, new Heard());
        server.flush(PATIENCE);

        Thread.currentThread().interrupt();
        var reply = gateway.request(JOIN, bytes("hello"), PATIENCE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply).isEqualTo(new Bus.Reply.TimedOut());
    }

    @Test
    void letsARequestGoWhenItsConnectionCloses() throws InterruptedException {
        var heard = new Heard();
        server.subscribe(JOIN, heard);
        server.flush(PATIENCE);
        var reply = new AtomicReference<Bus.Reply>();
        var asking =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        reply.set(
                                                gateway.request(
                                                        JOIN, bytes("a"), Duration.ofMinutes(5))));
        heard.next();

        gateway.close();

        assertThat(asking.join(PATIENCE)).isTrue();
        assertThat(reply.get()).isEqualTo(new Bus.Reply.TimedOut());
    }

    private static String answer(Bus.Reply reply) {
        assertThat(reply).isInstanceOf(Bus.Reply.Answered.class);
        return text(((Bus.Reply.Answered) reply).body());
    }
}
