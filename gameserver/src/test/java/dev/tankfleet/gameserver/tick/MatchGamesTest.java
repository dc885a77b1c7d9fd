package dev.tankfleet.gameserver.tick;

import static dev.tankfleet.gameserver.tick.MatchScene.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.JoinReply;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a match passes on of the choices that the games give: tanks, shells, the stages of a heist.
 */
final class MatchGamesTest {
    private static final List<Seat> ANN = List.of(seat("ann", "t1"));

    @Test
    void givesAPlayerTheTankThatHeAskedForAndKeepsItWhenHeComesBack() throws MalformedBody {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        var token = new Credential.Redeemed("ann", "t1");
        assertThat(MatchTest.code(scene.join(token, 1, null, "submarine")))
                .isEqualTo(CloseCode.MALFORMED);

        var first = (JoinReply.Joined) scene.join(token, 1, null, "heavy");
        scene.run(1);
        assertThat(typeOf(scene, first.tankId())).isEqualTo("heavy");
        scene.leave(1);
        scene.run(5);
        scene.join(new Credential.Resume(first.resumeToken()), 2, null, "light");
        scene.run(1);

        assertThat(typeOf(scene, first.tankId())).isEqualTo("heavy");
    }

    @Test
    void showsTheObjectiveTeamsAndShellsOfAHeist() throws MalformedBody {
        var scene = new MatchScene(Rules.heist(), ANN);
        var reply = (JoinReply.Joined) scene.join("ann", "t1", 1);
        assertThat(reply.map().id()).isEqualTo("bank");
        assertThat(reply.map().zones())
                .extracting(JoinReply.Zone::kind)
                .containsExactly("vault", "exit");
        offer(scene, 1);
        scene.run(1);
        var first = MatchTest.states(scene).getFirst();
        scene.bodies.clear();
        for (int seq = 2; seq < 60; seq++) {
            offer(scene, seq);
            scene.run(1);
        }

        var objective = Objects.requireNonNull(first.objectOrNull("objective"));
        assertThat(objective.text("phase", 16)).isEqualTo("reach");
        assertThat(objective.numberOrNull("progress", 0, 1)).isZero();
        assertThat(objective.integer("lives", 0, 100)).isEqualTo(12);
        assertThat(objective.integer("escaped", 0, 100)).isZero();
        assertThat(objective.integer("escapes_needed", 0, 100)).isEqualTo(1);
        for (var tank : first.objects("tanks", 16)) {
            assertThat(tank.integer("team", 0, 9)).isEqualTo(tank.bool("bot") ? 2 : 1);
        }
        var shells = MatchTest.states(scene).stream().flatMap(MatchGamesTest::shellKinds).toList();
        assertThat(shells).isNotEmpty().containsOnly("he");
    }

    @Test
    void endsAHeistThatIsLostByTimeAndOneWithNobodyLeft() {
        var lost = new MatchScene(heist(40, 10), ANN);
        lost.join("ann", "t1", 1);
        lost.isKeepingBodies = false;
        lost.run(40);
        assertThat(lost.ended().reason()).isEqualTo(Reason.TIME_LIMIT);

        var wiped = new MatchScene(heist(20_000, 0), ANN);
        wiped.join("ann", "t1", 1);
        wiped.isKeepingBodies = false;
        for (int seq = 1; seq < 1_000 && wiped.end == null; seq++) {
            offer(wiped, seq);
            wiped.run(1);
        }
        assertThat(wiped.ended().reason()).isEqualTo(Reason.WIPED);
        assertThat(wiped.ended().scores().getFirst().deaths()).isEqualTo(1);
    }

    private static Rules heist(int ticksMax, int lives) {
        var usual = Rules.heist();
        return usual.with(usual.mode().endingBy(ticksMax, new Goal.Heist(600, 2, 500, lives, 250)));
    }

    /** Backwards to the edge of the map, and explosives into it: nobody survives that for long. */
    private static void offer(MatchScene scene, int seq) {
        var writer = new InputWriter(MatchScene.GATEWAY, 1);
        writer.begin(MatchScene.EPOCH, 0);
        writer.add(1, seq, -1_000, 0, 1 << 15, true, ShellKind.HE.ability());
        scene.match.offerInputs(writer.buffer());
    }

    private static String typeOf(MatchScene scene, int tankId) throws MalformedBody {
        for (var tank : MatchTest.states(scene).getLast().objects("tanks", 16)) {
            if (tank.integer("id", 0, 10_000) == tankId) {
                return tank.text("type", 16);
            }
        }
        throw new AssertionError("no tank " + tankId);
    }

    private static Stream<String> shellKinds(JsonFields state) {
        try {
            var kinds = new ArrayList<String>();
            for (var shell : state.objects("shells", 100)) {
                kinds.add(shell.text("kind", 8));
            }
            return kinds.stream();
        } catch (MalformedBody e) {
            throw new AssertionError(e);
        }
    }
}
