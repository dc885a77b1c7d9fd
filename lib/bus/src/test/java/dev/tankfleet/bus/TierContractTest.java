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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** What every adapter lets cross between the centre and regions, and what it does not. */
public abstract class TierContractTest {
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
        usServer = hub.inRegion("us", Role.GAME_SERVER, "s1");
    }

    @AfterEach
    void closeHub() {
        hub.close();
    }

    @Test
    void hearsEachRegionUnderItsOwnName() {
        var heard = new Heard();
        var heardOfUs = new Heard();
        matchmaker.subscribe("r.*.server.status", heard);
        matchmaker.subscribe("r.us.server.status", heardOfUs);
        hub.settle();

        euServer.publish("server.status", bytes("a"));
        assertThat(heard.next()).isEqualTo("r.eu.server.status=a");
        usServer.publish("server.status", bytes("b"));

        assertThat(heard.next()).isEqualTo("r.us.server.status=b");
        assertThat(heardOfUs.next()).isEqualTo("r.us.server.status=b");
    }

    @Test
    void hearsARegionThatCameLater() {
        var heard = new Heard();
        matchmaker.subscribe("r.*.server.status", heard);
        hub.settle();

        hub.inRegion("ap", Role.GAME_SERVER, "s9").publish("server.status", bytes("a"));

        assertThat(heard.next()).isEqualTo("r.ap.server.status=a");
    }

    @Test
    void asksOnlyTheRegionThatIsNamed() {
        for (var server : List.of(euServer, usServer)) {
            var name = server.equals(euServer) ? "eu" : "us";
            server.subscribe(
                    "server.command.s1",
                    message ->
                            message.reply(
                                    bytes(
                                            name
                                                    + " "
                                                    + message.subject()
                                                    + " "
                                                    + text(message.body()))));
            server.flush(PATIENCE);
        }
        hub.settle();

        assertThat(ask("r.eu.server.command.s1")).isEqualTo("eu server.command.s1 hold");
        assertThat(ask("r.us.server.command.s1")).isEqualTo("us server.command.s1 hold");
        assertThat(matchmaker.request("r.eu.server.command.s2", bytes("hold"), PATIENCE))
                .isEqualTo(new Bus.Reply.NobodyThere());
        assertThat(matchmaker.request("r.nowhere.server.command.s1", bytes("hold"), PATIENCE))
                .isEqualTo(new Bus.Reply.NobodyThere());
    }

    @Test
    void pollsEveryRegion() {
        var inEu = new Heard();
        var inUs = new Heard();
        euServer.subscribe("server.status.poll", inEu);
        usServer.subscribe("server.status.poll", inUs);
        euServer.flush(PATIENCE);
        usServer.flush(PATIENCE);
        hub.settle();

        matchmaker.publish("server.status.poll", bytes("now"));

        assertThat(inEu.next()).isEqualTo("server.status.poll=now");
        assertThat(inUs.next()).isEqualTo("server.status.poll=now");
    }

    @Test
    void keepsWhatARegionSaysFromTheOthers() {
        var inEu = new Heard();
        var euGateway = hub.inRegion("eu", Role.GATEWAY, "g1");
        euGateway.subscribe("match.*.state.g1", inEu);
        euGateway.flush(PATIENCE);

        usServer.publish("match.m1.state.g1", bytes("from us"));
        usServer.flush(PATIENCE);
        euServer.publish("match.m1.state.g1", bytes("from eu"));

        assertThat(inEu.next()).isEqualTo("match.m1.state.g1=from eu");
        assertThat(inEu.next(Duration.ofMillis(200))).isNull();
        assertThat(
                        hub.inRegion("us", Role.GATEWAY, "g1")
                                .request("match.m1.join", bytes("a"), PATIENCE))
                .isEqualTo(new Bus.Reply.NobodyThere());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r.us.server.status", "r.eu.server.status", "server.command.s1",
                        "server.status.poll",
                "matchmaker.reserved", "match.m1.input", "match.result", "other"
            })
    void refusesWhatAServerMayNotSay(String subject) {
        assertUnlawful(() -> euServer.publish(subject, bytes("a")));
        assertUnlawful(() -> euServer.request(subject, bytes("a"), PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.command.s2",
                "server.command.*",
                "server.>",
                ">",
                "server.status",
                "matchmaker.reserved",
                "r.*.server.status",
                "match.>",
                "match.*.*",
                "match.*.state.g1"
            })
    void refusesWhatAServerMayNotHear(String pattern) {
        assertUnlawful(() -> euServer.subscribe(pattern, new Heard()));
        assertUnlawful(() -> euServer.queueSubscribe(pattern, "workers", new Heard()));
    }

    @ParameterizedTest
    @CsvSource({
        "hear, match.*.state.g2",
        "hear, match.*.state.*",
        "hear, match.m1.join",
        "say, match.m1.state.g1",
        "say, server.status",
        "hear, server.command.g1"
    })
    void refusesWhatAGatewayMayNot(String act, String subject) {
        var gateway = hub.inRegion("eu", Role.GATEWAY, "g1");

        assertUnlawful(
                () -> {
                    if (act.equals("say")) {
                        gateway.publish(subject, bytes("a"));
                    } else {
                        gateway.subscribe(subject, new Heard());
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "hear, r.*.match.*.input",
        "hear, server.status",
        "hear, >",
        "say, r.eu.match.m1.join",
        "say, r.eu.server.status",
        "say, server.command.s1",
        "say, r.eu.eu.server.command.s1"
    })
    void refusesWhatTheCentreMayNot(String act, String subject) {
        assertUnlawful(
                () -> {
                    if (act.equals("say")) {
                        matchmaker.publish(subject, bytes("a"));
                    } else {
                        matchmaker.subscribe(subject, new Heard());
                    }
                });
    }

    @Test
    void refusesDurablesThatTheLawDoesNotName() {
        assertUnlawful(() -> euServer.publishDurable("server.status", "m1", bytes("a"), PATIENCE));
        assertUnlawful(() -> matchmaker.publishDurable("match.result", "m1", bytes("a"), PATIENCE));
        assertUnlawful(() -> euServer.consumeDurable("match.result", "own", PATIENCE, _ -> {}));
        assertUnlawful(() -> matchmaker.consumeDurable("r.>", "all", PATIENCE, _ -> {}));
    }

    @Test
    void sharesReservationsInTheCentreOnly() {
        var heard = new Heard();
        var replica = hub.centre("mm2");
        replica.subscribe("matchmaker.reserved", heard);
        replica.flush(PATIENCE);

        matchmaker.publish("matchmaker.reserved", bytes("a"));

        assertThat(heard.next()).isEqualTo("matchmaker.reserved=a");
    }

    private String ask(String subject) {
        var reply = matchmaker.request(subject, bytes("hold"), PATIENCE);
        assertThat(reply).isInstanceOf(Bus.Reply.Answered.class);
        return text(((Bus.Reply.Answered) reply).body());
    }

    private static void assertUnlawful(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(UnlawfulSubject.class);
    }
}
