package dev.tankfleet.bus;

import static dev.tankfleet.bus.Heard.PATIENCE;
import static dev.tankfleet.bus.Heard.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook.Law;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The proof that each line of the law is needed: with it a scenario works, without it the same
 * scenario does not.
 */
public abstract class LawContractTest {
    private static final Duration ABSENCE = Duration.ofMillis(300);

    private static final Map<Law, Scenario> SCENARIOS =
            Map.ofEntries(
                    Map.entry(
                            new Law.MaySay(Role.GAME_SERVER, "server.status"),
                            LawContractTest::status),
                    Map.entry(
                            new Law.MayHear(Role.MATCHMAKER, "r.*.server.status"),
                            LawContractTest::status),
                    Map.entry(new Law.RisesFromRegion("server.status"), LawContractTest::status),
                    Map.entry(
                            new Law.MayHear(Role.GAME_SERVER, "server.status.poll"),
                            LawContractTest::poll),
                    Map.entry(
                            new Law.MaySay(Role.MATCHMAKER, "server.status.poll"),
                            LawContractTest::poll),
                    Map.entry(new Law.FallsToRegions("server.status.poll"), LawContractTest::poll),
                    Map.entry(
                            new Law.MayHear(Role.GAME_SERVER, "server.command.{self}"),
                            LawContractTest::command),
                    Map.entry(
                            new Law.MaySay(Role.MATCHMAKER, "r.*.server.command.*"),
                            LawContractTest::command),
                    Map.entry(new Law.ServedByRegion("server.command.*"), LawContractTest::command),
                    Map.entry(
                            new Law.MayHear(Role.GAME_SERVER, "match.*.join"),
                            LawContractTest::join),
                    Map.entry(new Law.MaySay(Role.GATEWAY, "match.*.join"), LawContractTest::join),
                    Map.entry(
                            new Law.MayHear(Role.GAME_SERVER, "match.*.leave"),
                            LawContractTest::leave),
                    Map.entry(
                            new Law.MaySay(Role.GATEWAY, "match.*.leave"), LawContractTest::leave),
                    Map.entry(
                            new Law.MayHear(Role.GAME_SERVER, "match.*.input"),
                            LawContractTest::input),
                    Map.entry(
                            new Law.MaySay(Role.GATEWAY, "match.*.input"), LawContractTest::input),
                    Map.entry(
                            new Law.MaySay(Role.GAME_SERVER, "match.*.state.*"),
                            LawContractTest::state),
                    Map.entry(
                            new Law.MayHear(Role.GATEWAY, "match.*.state.{self}"),
                            LawContractTest::state),
                    Map.entry(
                            new Law.MaySayDurably(Role.GAME_SERVER, "match.result"),
                            LawContractTest::result),
                    Map.entry(
                            new Law.MayTakeDurably(Role.MATCHMAKER, "r.*.match.result", "results"),
                            LawContractTest::result),
                    Map.entry(new Law.ResultsOfRegion("match.result"), LawContractTest::result),
                    Map.entry(
                            new Law.MaySay(Role.MATCHMAKER, "matchmaker.reserved"),
                            LawContractTest::reserved),
                    Map.entry(
                            new Law.MayHear(Role.MATCHMAKER, "matchmaker.reserved"),
                            LawContractTest::reserved));

    /** A fresh hub under a law. */
    protected abstract BusUnderTest open(Lawbook lawbook);

    static List<Law> laws() {
        return Lawbook.standard().laws();
    }

    @Test
    void hasAScenarioForEveryLine() {
        assertThat(SCENARIOS.keySet()).containsExactlyInAnyOrderElementsOf(laws());
    }

    @ParameterizedTest
    @MethodSource("laws")
    void worksWithTheLine(Law law) {
        try (var hub = open(BusUnderTest.LAW)) {
            assertThat(scenario(law).works(hub, PATIENCE)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void failsWithoutTheLine(Law law) {
        try (var hub = open(BusUnderTest.LAW.without(law))) {
            assertThat(worksLawfully(scenario(law), hub)).isFalse();
        }
    }

    private static Scenario scenario(Law law) {
        var scenario = SCENARIOS.get(law);
        if (scenario == null) {
            throw new AssertionError("no scenario for " + law);
        }
        return scenario;
    }

    private static boolean worksLawfully(Scenario scenario, BusUnderTest hub) {
        try {
            return scenario.works(hub, ABSENCE);
        } catch (UnlawfulSubject e) {
            return false;
        }
    }

    private static boolean status(BusUnderTest hub, Duration patience) {
        return hears(
                hub,
                hub.centre("mm1"),
                "r.*.server.status",
                hub.inRegion("eu", Role.GAME_SERVER, "s1"),
                "server.status",
                patience);
    }

    private static boolean poll(BusUnderTest hub, Duration patience) {
        return hears(
                hub,
                hub.inRegion("eu", Role.GAME_SERVER, "s1"),
                "server.status.poll",
                hub.centre("mm1"),
                "server.status.poll",
                patience);
    }

    private static boolean command(BusUnderTest hub, Duration patience) {
        return answers(
                hub,
                hub.inRegion("eu", Role.GAME_SERVER, "s1"),
                "server.command.s1",
                hub.centre("mm1"),
                "r.eu.server.command.s1",
                patience);
    }

    private static boolean join(BusUnderTest hub, Duration patience) {
        return answers(
                hub,
                hub.inRegion("eu", Role.GAME_SERVER, "s1"),
                "match.m1.join",
                hub.inRegion("eu", Role.GATEWAY, "g1"),
                "match.m1.join",
                patience);
    }

    private static boolean leave(BusUnderTest hub, Duration patience) {
        return fromGateway(hub, "match.m1.leave", patience);
    }

    private static boolean input(BusUnderTest hub, Duration patience) {
        return fromGateway(hub, "match.m1.input", patience);
    }

    private static boolean fromGateway(BusUnderTest hub, String subject, Duration patience) {
        return hears(
                hub,
                hub.inRegion("eu", Role.GAME_SERVER, "s1"),
                subject,
                hub.inRegion("eu", Role.GATEWAY, "g1"),
                subject,
                patience);
    }

    private static boolean state(BusUnderTest hub, Duration patience) {
        return hears(
                hub,
                hub.inRegion("eu", Role.GATEWAY, "g1"),
                "match.*.state.g1",
                hub.inRegion("eu", Role.GAME_SERVER, "s1"),
                "match.m1.state.g1",
                patience);
    }

    private static boolean reserved(BusUnderTest hub, Duration patience) {
        return hears(
                hub,
                hub.centre("mm2"),
                "matchmaker.reserved",
                hub.centre("mm1"),
                "matchmaker.reserved",
                patience);
    }

    private static boolean result(BusUnderTest hub, Duration patience) {
        var heard = new Heard();
        hub.centre("mm1")
                .consumeDurable(
                        "r.*.match.result",
                        "results",
                        PATIENCE,
                        message -> {
                            message.acknowledge();
                            heard.add(message.subject());
                        });
        hub.inRegion("eu", Role.GAME_SERVER, "s1")
                .publishDurable("match.result", "m1", bytes("a"), PATIENCE);
        return "r.eu.match.result".equals(heard.next(patience));
    }

    private static boolean hears(
            BusUnderTest hub,
            Bus listener,
            String pattern,
            Bus speaker,
            String subject,
            Duration patience) {
        var heard = new Heard();
        listener.subscribe(pattern, heard);
        listener.flush(PATIENCE);
        hub.settle();
        speaker.publish(subject, bytes("a"));
        return heard.next(patience) != null;
    }

    private static boolean answers(
            BusUnderTest hub,
            Bus responder,
            String pattern,
            Bus asker,
            String subject,
            Duration patience) {
        responder.subscribe(pattern, message -> message.reply(message.body()));
        responder.flush(PATIENCE);
        hub.settle();
        return asker.request(subject, bytes("a"), patience) instanceof Bus.Reply.Answered;
    }

    /** Something that the law makes possible. */
    @FunctionalInterface
    private interface Scenario {
        boolean works(BusUnderTest hub, Duration patience);
    }
}
