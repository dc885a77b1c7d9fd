package dev.tankfleet.bus;

import static dev.tankfleet.bus.Heard.PATIENCE;
import static dev.tankfleet.bus.Heard.bytes;
import static dev.tankfleet.bus.Heard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What every adapter does with messages that must not be lost. */
public abstract class DurableContractTest {
    private static final String RESULT = "match.result";
    private static final String RESULTS = "r.*.match.result";
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration ABSENCE = Duration.ofMillis(500);

    private BusUnderTest hub;
    private Bus matchmaker;
    private Bus euServer;
    private Bus usServer;

    /** A fresh hub under a law. */
    protected abstract BusUnderTest open(Lawbook lawbook);

    @BeforeEach
    void openHub() {
        hub = open(BusUnderTest.LAW);
        matchmaker = hub.centre("mm1");
        euServer = hub.inRegion("eu", Role.GAME_SERVER, "s1");
        usServer = hub.inRegion("us", Role.GAME_SERVER, "s2");
    }

    @AfterEach
    void closeHub() {
        hub.close();
    }

    @Test
    void keepsAMessageUntilSomebodyTakesIt() {
        var body = bytes("result");
        assertThat(euServer.publishDurable(RESULT, "m1", body, PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));
        body[0] = 'x';
        euServer.close();
        var heard = new Heard();

        matchmaker.consumeDurable(
                RESULTS, "results", PATIENCE, message -> acknowledge(message, heard));

        assertThat(heard.next()).isEqualTo("r.eu.match.result m1 #1 result");
    }

    @Test
    void storesAnIdOnce() {
        var heard = new Heard();
        keep(euServer, "m1", "first");

        assertThat(euServer.publishDurable(RESULT, "m1", bytes("second"), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(true));
        keep(euServer, "m2", "third");
        matchmaker.consumeDurable(
                RESULTS, "results", PATIENCE, message -> acknowledge(message, heard));

        assertThat(heard.next(2))
                .containsExactly("r.eu.match.result m1 #1 first", "r.eu.match.result m2 #1 third");
    }

    @Test
    void remembersTheIdOfAMessageThatIsDone() {
        var heard = new Heard();
        matchmaker.consumeDurable(
                RESULTS, "results", PATIENCE, message -> acknowledge(message, heard));
        keep(euServer, "m1", "first");
        heard.next();

        assertThat(euServer.publishDurable(RESULT, "m1", bytes("again"), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(true));

        keep(euServer, "m2", "next");
        assertThat(heard.next()).isEqualTo("r.eu.match.result m2 #1 next");
    }

    @Test
    void comesAgainUntilItIsAcknowledged() {
        var heard = new Heard();
        matchmaker.consumeDurable(
                RESULTS,
                "results",
                SOON,
                message -> {
                    heard.add("#" + message.delivery());
                    if (message.delivery() == 3) {
                        message.acknowledge();
                        message.acknowledge();
                    }
                });

        keep(euServer, "m1", "result");

        assertThat(heard.next(3)).containsExactly("#1", "#2", "#3");
        assertThat(heard.next(ABSENCE)).isNull();
    }

    @Test
    void comesAgainAfterAHandlerThatThrew() {
        var heard = new Heard();
        matchmaker.consumeDurable(
                RESULTS,
                "results",
                SOON,
                message -> {
                    if (message.delivery() == 1) {
                        throw new IllegalStateException("thrown by the test");
                    }
                    acknowledge(message, heard);
                });

        keep(euServer, "m1", "result");

        assertThat(heard.next()).isEqualTo("r.eu.match.result m1 #2 result");
        assertThat(matchmaker.handlerFailures()).isEqualTo(1);
    }

    @Test
    void goesOnWhereItsNameWasLeft() {
        var heard = new Heard();
        keep(euServer, "m1", "first");
        keep(euServer, "m2", "second");
        var first =
                matchmaker.consumeDurable(
                        RESULTS,
                        "results",
                        SOON,
                        message -> {
                            if (message.messageId().equals("m1")) {
                                message.acknowledge();
                            }
                            heard.add(message.messageId());
                        });
        assertThat(heard.next(2)).containsExactly("m1", "m2");
        first.close();
        matchmaker.close();
        var again = new Heard();

        hub.centre("mm2")
                .consumeDurable(RESULTS, "results", SOON, message -> acknowledge(message, again));
        keep(euServer, "m3", "third");

        var lines = again.next(2);
        assertThat(lines).anyMatch(line -> line.startsWith("r.eu.match.result m2 #"));
        assertThat(lines).contains("r.eu.match.result m3 #1 third");
        assertThat(again.next(ABSENCE)).isNull();
    }

    @Test
    void sharesTheMessagesOfOneName() {
        var heard = new Heard();
        var replica = hub.centre("mm2");
        var bothBusy = new CountDownLatch(2);
        for (var bus : new Bus[] {matchmaker, replica}) {
            bus.consumeDurable(
                    RESULTS,
                    "results",
                    PATIENCE,
                    message -> {
                        bothBusy.countDown();
                        // Holds the first message of each, so that neither can take all.
                        await(bothBusy);
                        acknowledge(message, heard);
                    });
        }

        IntStream.range(0, 40).forEach(i -> keep(euServer, "m" + i, "result"));

        assertThat(heard.next(40)).doesNotHaveDuplicates();
        assertThat(heard.next(ABSENCE)).isNull();
    }

    @Test
    void givesEveryNameEveryMessage() {
        var results = new Heard();
        var analytics = new Heard();
        matchmaker.consumeDurable(
                RESULTS, "results", PATIENCE, message -> acknowledge(message, results));
        matchmaker.consumeDurable(
                RESULTS, "analytics", PATIENCE, message -> acknowledge(message, analytics));

        keep(euServer, "m1", "a");
        keep(usServer, "m2", "b");

        assertThat(results.next(2)).hasSize(2).doesNotHaveDuplicates();
        assertThat(analytics.next(2)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void acknowledgesInTheRegionOfTheMessageOnly() {
        var heard = new Heard();
        keep(euServer, "m1", "of eu");
        keep(usServer, "m1", "of us");

        matchmaker.consumeDurable(
                RESULTS,
                "results",
                SOON,
                message -> {
                    heard.add(message.subject() + " " + text(message.body()));
                    if (message.subject().startsWith("r.eu.") || message.delivery() == 3) {
                        message.acknowledge();
                    }
                });

        assertThat(heard.next(4))
                .containsOnlyOnce("r.eu.match.result of eu")
                .contains("r.us.match.result of us");
        assertThat(heard.next(ABSENCE)).isNull();
    }

    @Test
    void refusesANameForWhichNoStreamKeepsAPlace() {
        assertThatThrownBy(() -> matchmaker.consumeDurable(RESULTS, "other", PATIENCE, _ -> {}))
                .isInstanceOf(UnlawfulSubject.class)
                .hasMessageContaining("other");
    }

    @Test
    void takesFromARegionThatCameLater() {
        var heard = new Heard();
        matchmaker.consumeDurable(
                RESULTS, "results", PATIENCE, message -> acknowledge(message, heard));

        keep(hub.inRegion("ap", Role.GAME_SERVER, "s9"), "m1", "result");

        assertThat(heard.next()).isEqualTo("r.ap.match.result m1 #1 result");
    }

    @Test
    void deliversTheOldestFirst() {
        var heard = new Heard();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            keep(euServer, "m" + i, "" + i);
            expected.add("r.eu.match.result m" + i + " #1 " + i);
        }

        matchmaker.consumeDurable(
                RESULTS, "results", PATIENCE, message -> acknowledge(message, heard));

        assertThat(heard.next(100)).isEqualTo(expected);
    }

    @Test
    void hearsOnWhileADurableHandlerBlocks() {
        var blocked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var heard = new Heard();
        matchmaker.subscribe("r.*.server.status", heard);
        matchmaker.flush(PATIENCE);
        hub.settle();
        matchmaker.consumeDurable(
                RESULTS,
                "results",
                PATIENCE,
                message -> {
                    blocked.countDown();
                    await(release);
                    message.acknowledge();
                });
        keep(euServer, "m1", "result");
        await(blocked);

        euServer.publish("server.status", bytes("a"));

        assertThat(heard.next()).isEqualTo("r.eu.server.status=a");
        release.countDown();
    }

    private static void keep(Bus bus, String messageId, String body) {
        assertThat(bus.publishDurable(RESULT, messageId, bytes(body), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));
    }

    private static void acknowledge(Bus.DurableMessage message, Heard heard) {
        message.acknowledge();
        heard.add(
                message.subject()
                        + " "
                        + message.messageId()
                        + " #"
                        + message.delivery()
                        + " "
                        + text(message.body()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
