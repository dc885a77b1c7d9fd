package dev.tankfleet.bus.nats;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.BusUnavailable;
import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import io.nats.client.JetStreamApiException;
import io.nats.client.Options;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Servers that go away and come back, and what is left of what was said. */
@NeedsProgram(Program.NATS)
final class NatsOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String STATE = "match.m1.state.g1";
    private static final String RESULT = "match.result";

    private NatsRig rig;
    private NatsBus server;
    private NatsBus gateway;

    @BeforeEach
    void startServers() {
        rig = NatsRig.start(BusUnderTest.LAW);
        server = rig.inRegion("eu", Role.GAME_SERVER, "s1");
        gateway = rig.inRegion("eu", Role.GATEWAY, "g1");
    }

    @AfterEach
    void stopServers() {
        server.close();
        gateway.close();
        rig.close();
    }

    @Test
    void hearsOnByItselfAfterItsServerWasKilled() {
        var heard = new LinkedBlockingQueue<String>();
        gateway.subscribe(STATE, message -> heard.add(message.subject()));
        gateway.flush(PATIENCE);

        rig.leaf("eu").kill();
        eventuallyTrue(
                PATIENCE, "both notice", () -> !server.isConnected() && !gateway.isConnected());
        server.publish(STATE, bytes("lost"));
        assertThat(server.unsentMessages()).isPositive();
        assertThat(gateway.request("match.m1.join", bytes("a"), PATIENCE))
                .isEqualTo(new Bus.Reply.TimedOut());
        assertThat(server.publishDurable(RESULT, "m0", bytes("a"), SHORT))
                .isEqualTo(new Bus.Stored.Unknown());
        rig.leaf("eu").restart();

        eventuallyTrue(
                PATIENCE,
                "a state comes through",
                () -> {
                    server.publish(STATE, bytes("again"));
                    return !heard.isEmpty();
                });
    }

    @Test
    void keepsResultsThroughTheDeathOfItsServer() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertThat(server.publishDurable(RESULT, "m" + i, bytes("result"), PATIENCE))
                    .isEqualTo(new Bus.Stored.Kept(false));
        }

        rig.leaf("eu").kill();
        rig.leaf("eu").restart();

        var taken = take(20);
        assertThat(taken).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void playsOnWithoutTheCentreAndDeliversAfterwards() throws InterruptedException {
        var heard = new LinkedBlockingQueue<String>();
        gateway.subscribe(STATE, message -> heard.add(message.subject()));
        gateway.flush(PATIENCE);

        rig.hub().kill();
        server.publish(STATE, bytes("still playing"));
        assertThat(heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(STATE);
        assertThat(server.publishDurable(RESULT, "m1", bytes("result"), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));
        rig.hub().restart();

        assertThat(take(1)).containsExactly("r.eu.match.result m1");
    }

    /** The streams of all regions count from 1, so that a name too short would hit the other. */
    @Test
    void acknowledgesOneRegionAndLeavesTheSameSequenceOfTheOther() throws Exception {
        var other = rig.inRegion("us", Role.GAME_SERVER, "s2");
        assertThat(server.publishDurable(RESULT, "m1", bytes("eu"), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));
        assertThat(other.publishDurable(RESULT, "m1", bytes("us"), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));

        for (var taker : BusUnderTest.LAW.takers()) {
            var consumer = taker.consumer();
            try (var centre = rig.centre("mm1")) {
                centre.consumeDurable(
                        "r.eu.match.result", consumer, PATIENCE, Bus.DurableMessage::acknowledge);
                eventuallyTrue(
                        PATIENCE, consumer + " has taken it", () -> waiting("eu", consumer) == 0);
            }
        }

        assertThat(messages("eu")).isZero();
        assertThat(messages("us")).isEqualTo(1);
        assertThat(waiting("us", "results")).isEqualTo(1);
        other.close();
    }

    @Test
    void dropsWhatSomebodyStoredWithoutAnId() throws InterruptedException {
        var admin = rig.raw(rig.leaf("eu"), "admin", new Options.Builder());
        admin.publish(RESULT, bytes("no id"));
        NatsRig.close(admin);
        assertThat(server.publishDurable(RESULT, "m1", bytes("result"), PATIENCE))
                .isEqualTo(new Bus.Stored.Kept(false));

        assertThat(take(1)).containsExactly("r.eu.match.result m1");
        eventuallyTrue(PATIENCE, "nothing is left", () -> waiting("eu", "results") == 0);
    }

    @Test
    void saysWhomItDoesNotLetIn() {
        var wrong =
                new NatsConfig(
                        List.of(rig.leaf("eu").url()),
                        "game_server.s1",
                        Secret.of("not the password"),
                        List.of(),
                        PATIENCE);

        assertThatThrownBy(() -> NatsBus.connect(wrong, Lawbook.standard(), Role.GAME_SERVER, "s1"))
                .isInstanceOf(BusUnavailable.class)
                .hasMessageContaining("game_server.s1")
                .hasMessageNotContaining("not the password");
    }

    private List<String> take(int count) throws InterruptedException {
        var taken = new LinkedBlockingQueue<String>();
        try (var centre = rig.centre("mm1")) {
            centre.consumeDurable(
                    "r.*.match.result",
                    "results",
                    PATIENCE,
                    message -> {
                        message.acknowledge();
                        taken.add(message.subject() + " " + message.messageId());
                    });
            eventuallyTrue(PATIENCE, count + " results", () -> taken.size() >= count);
        }
        return List.copyOf(taken);
    }

    private long messages(String region) throws Exception {
        var admin = rig.raw(rig.leaf(region), "admin", new Options.Builder());
        try {
            return admin.jetStreamManagement()
                    .getStreamInfo(NatsNames.stream(region))
                    .getStreamState()
                    .getMsgCount();
        } finally {
            NatsRig.close(admin);
        }
    }

    /** Not yet delivered, or delivered and not acknowledged. */
    private long waiting(String region, String consumer) {
        var admin = rig.raw(rig.leaf(region), "admin", new Options.Builder());
        try {
            var info =
                    admin.jetStreamManagement().getConsumerInfo(NatsNames.stream(region), consumer);
            return info.getNumPending() + info.getNumAckPending();
        } catch (IOException | JetStreamApiException e) {
            throw new AssertionError(region + " " + consumer, e);
        } finally {
            NatsRig.close(admin);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
