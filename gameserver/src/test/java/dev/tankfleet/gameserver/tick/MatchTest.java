package dev.tankfleet.gameserver.tick;

import static dev.tankfleet.gameserver.tick.MatchScene.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.binary.StateReader;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.JoinReply;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

final class MatchTest {
    private static final List<Seat> ANN = List.of(seat("ann", "t1"));

    @Test
    void standsStillUntilTheFirstPlayerJoins() {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        scene.run(30);
        assertThat(scene.bodies).isEmpty();

        var reply = (JoinReply.Joined) scene.join("ann", "t1", 3);

        assertThat(reply.tick()).isZero();
        assertThat(reply.tickRate()).isEqualTo(30);
        assertThat(reply.epoch()).isEqualTo(MatchScene.EPOCH);
        assertThat(reply.map().walls()).isNotEmpty();
        scene.run(1);
        assertThat(scene.bodies).hasSize(1);
    }

    @Test
    void sendsTheWorldAsTheContractWritesIt() throws MalformedBody {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        var reply = (JoinReply.Joined) scene.join("ann", "t1", 3);

        scene.run(1);

        var state = states(scene).getFirst();
        assertThat(state.text("type", 32)).isEqualTo("WORLD_STATE");
        assertThat(state.integer("tick", 0, 10)).isEqualTo(1);
        assertThat(state.integer("last_input_seq", 0, 10)).isZero();
        assertThat(state.integer("ends_at_tick", 0, 10_000)).isEqualTo(9_000);
        var tanks = state.objects("tanks", 16);
        assertThat(tanks).hasSize(8);
        int own = 0;
        for (var tank : tanks) {
            boolean isOwn = tank.integer("id", 1, 10_000) == reply.tankId();
            own += isOwn ? 1 : 0;
            assertThat(tank.bool("bot")).isEqualTo(!isOwn);
            assertThat(tank.text("name", 64)).matches(isOwn ? "ann" : "Bot \\w+");
            assertThat(tank.numberOrNull("x", 0, 60)).isNotNull();
            assertThat(tank.numberOrNull("y", 0, 40)).isNotNull();
            assertThat(tank.numberOrNull("hull", 0, 359.99)).isNotNull();
            assertThat(tank.numberOrNull("turret", 0, 359.99)).isNotNull();
            var type = Objects.requireNonNull(TankType.named(tank.text("type", 32)));
            int hitPoints = Rules.freeForAll().tank(type).hitPoints();
            assertThat(tank.integer("hp", 0, 1_000)).isEqualTo(hitPoints);
            assertThat(tank.integer("hp_max", 0, 1_000)).isEqualTo(hitPoints);
            assertThat(tank.text("loaded", 8)).isEqualTo("ap");
            assertThat(tank.integer("team", 0, 9)).isZero();
            assertThat(type == TankType.MEDIUM || !isOwn).isTrue();
            assertThat(tank.bool("alive")).isTrue();
            assertThat(tank.integer("score", 0, 0)).isZero();
        }
        assertThat(own).isEqualTo(1);
        assertThat(state.objectOrNull("objective")).isNull();
        assertThat(state.objects("events", 100)).hasSize(8);
        assertThat(state.objects("events", 100).getFirst().text("type", 8)).isEqualTo("spawn");
    }

    @Test
    void tellsHowFastATankDrivesSoThatItsClientCanForeseeIt() throws MalformedBody {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        int own = ((JoinReply.Joined) scene.join("ann", "t1", 1)).tankId();
        scene.run(1);
        int acceleration = Rules.freeForAll().tank(TankType.MEDIUM).acceleration();

        offer(scene, MatchScene.EPOCH, 1, 1, 1_000);
        scene.run(1);
        assertThat(speed(scene, own)).isEqualTo(acceleration * 30 / 1_000.0);
        offer(scene, MatchScene.EPOCH, 1, 2, 0);
        scene.run(1);
        offer(scene, MatchScene.EPOCH, 1, 3, -1_000);
        scene.run(1);

        assertThat(speed(scene, own)).isEqualTo(-acceleration * 30 / 1_000.0);
    }

    @Test
    void tellsEachPlayerHisOwnLastInput() throws MalformedBody {
        var scene =
                new MatchScene(Rules.freeForAll(), List.of(seat("ann", "t1"), seat("bob", "t2")));
        scene.join("ann", "t1", 1);
        scene.join("bob", "t2", 2);

        offer(scene, MatchScene.EPOCH, 1, 41);
        offer(scene, MatchScene.EPOCH, 2, 1_234_567_890);
        scene.run(1);

        var states = states(scene);
        assertThat(states.get(0).integer("last_input_seq", 0, Integer.MAX_VALUE)).isEqualTo(41);
        assertThat(states.get(1).integer("last_input_seq", 0, Integer.MAX_VALUE))
                .isEqualTo(1_234_567_890);
    }

    @Test
    void dropsInputsOfAnotherEpochAndBatchesThatLie() throws MalformedBody {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        scene.join("ann", "t1", 1);

        offer(scene, MatchScene.EPOCH - 1, 1, 5);
        scene.match.offerInputs(new byte[] {1, 2, 3});
        offer(scene, MatchScene.EPOCH, 9, 5);
        scene.run(1);

        assertThat(states(scene).getFirst().integer("last_input_seq", 0, 10)).isZero();
        assertThat(dropped(scene, "other_epoch")).isEqualTo(1);
        assertThat(dropped(scene, "malformed")).isEqualTo(1);
        assertThat(dropped(scene, "stranger")).isEqualTo(1);
    }

    @Test
    void kicksTheOlderConnectionOfAPlayer() {
        var scene =
                new MatchScene(Rules.freeForAll(), List.of(seat("ann", "t1"), seat("ann", "t2")));
        scene.join("ann", "t1", 1);

        assertThat(scene.join("ann", "t2", 2)).isInstanceOf(JoinReply.Joined.class);

        var kick = reader(scene.bodies.getLast());
        assertThat(kick.next()).isTrue();
        assertThat(kick.type()).isEqualTo(FrameType.KICK);
        assertThat(kick.slot(0)).isEqualTo(1);
        assertThat(kick.closeCode()).isEqualTo(CloseCode.REPLACED.number());
        assertThat(scene.match.load().taken()).isEqualTo(1);
    }

    @Test
    void givesTheSameTankToAPlayerWhoComesBack() {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        var first = (JoinReply.Joined) scene.join("ann", "t1", 1);
        scene.run(10);
        scene.leave(1);
        scene.run(10);

        var resumed = scene.join(new Credential.Resume(first.resumeToken()), 2, null);

        assertThat(resumed)
                .isInstanceOfSatisfying(
                        JoinReply.Joined.class,
                        joined -> {
                            assertThat(joined.tankId()).isEqualTo(first.tankId());
                            assertThat(joined.resumeToken()).isNotEqualTo(first.resumeToken());
                        });
    }

    @Test
    void refusesOtherRulesAndLateJoins() {
        var scene = new MatchScene(MatchScene.rules(2_000, 1_000), ANN);
        assertThat(code(scene.join(new Credential.Redeemed("ann", "t1"), 1, "rules2")))
                .isEqualTo(CloseCode.OTHER_RULES);
        scene.join(new Credential.Redeemed("ann", "t1"), 1, "rules1");
        scene.run(2_000);
        assertThat(scene.end).isNotNull();

        assertThat(code(scene.join("ann", "t9", 2))).isEqualTo(CloseCode.NO_SUCH_MATCH);
        assertThat(prepare(scene, "bob")).isEqualTo(MatchCommand.Prepared.ENDED);
    }

    @Test
    void endsByTimeWithOneResultAndOneLastWordPerGateway() throws MalformedBody {
        var scene = new MatchScene(MatchScene.rules(2_000, 1_000), ANN);
        scene.join("ann", "t1", 1);
        scene.isKeepingBodies = false;
        scene.run(1_999);
        scene.isKeepingBodies = true;

        scene.run(10);

        var end = scene.ended();
        assertThat(end.reason()).isEqualTo(Reason.TIME_LIMIT);
        assertThat(end.ticks()).isEqualTo(2_000);
        assertThat(end.scores()).hasSize(1);
        assertThat(end.scores().getFirst().playerId()).isEqualTo("ann");
        assertThat(scene.bodies).hasSize(2);
        var last = reader(scene.bodies.getLast());
        assertThat(last.next()).isTrue();
        assertThat(last.type()).isEqualTo(FrameType.END);
        var word = payload(last, scene.bodies.getLast());
        assertThat(word.text("type", 32)).isEqualTo("MATCH_END");
        var result = Objects.requireNonNull(word.objectOrNull("result"));
        assertThat(result.text("reason", 32)).isEqualTo("time_limit");
        assertThat(result.objects("scores", 16)).hasSize(1);
        assertThat(scene.seatsEnded).containsExactly("ann MATCH_ENDED");
        assertThat(scene.match.load()).isEqualTo(new MatchLoad(true, 0, 0));
    }

    @Test
    void abortsWithTheCodeForDraining() {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        scene.join("ann", "t1", 1);

        scene.match.on(new MatchCommand.Abort(), scene.nowNs);

        var kick = reader(scene.bodies.getLast());
        assertThat(kick.next()).isTrue();
        assertThat(kick.closeCode()).isEqualTo(CloseCode.DRAINING.number());
        assertThat(scene.ended().reason()).isEqualTo(Reason.ABORTED);
    }

    @Test
    void abandonsWithoutAResult() {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        scene.join("ann", "t1", 1);

        scene.match.on(new MatchCommand.Abandon(), scene.nowNs);
        scene.run(10);

        assertThat(scene.end).isNull();
        assertThat(scene.seatsEnded).isEmpty();
        assertThat(scene.match.load().isOver()).isTrue();
    }

    @Test
    void endsEmptyThirtySecondsAfterTheLastSeat() {
        var scene = new MatchScene(Rules.freeForAll(), ANN);

        scene.pass(MatchScene.JOIN_WITHIN.plusSeconds(1));
        assertThat(scene.seatsEnded).containsExactly("ann NEVER_JOINED");
        scene.pass(Match.EMPTY_MAX.minusMillis(1));
        assertThat(scene.end).isNull();
        scene.pass(Duration.ofMillis(1));

        assertThat(scene.ended().reason()).isEqualTo(Reason.EMPTY);
        assertThat(scene.match.isGone(scene.nowNs)).isFalse();
        assertThat(scene.match.isGone(scene.nowNs + Match.LINGER.toNanos())).isTrue();
    }

    @Test
    void takesTheTankOfAPlayerWhoDoesNotComeBackAndKeepsHisScore() {
        var scene =
                new MatchScene(Rules.freeForAll(), List.of(seat("ann", "t1"), seat("bob", "t2")));
        scene.join("ann", "t1", 1);
        scene.join("bob", "t2", 2);
        scene.leave(1);

        scene.pass(Duration.ofMinutes(2));

        assertThat(scene.seatsEnded).containsExactly("ann NOT_RESUMED");
        assertThat(scene.match.load()).isEqualTo(new MatchLoad(false, 1, 15));
        scene.match.on(new MatchCommand.Abort(), scene.nowNs);
        assertThat(scene.ended().scores()).hasSize(2);
    }

    @Test
    void closesItsSeatsForNewcomersInTheLastMinute() {
        var scene = new MatchScene(MatchScene.rules(1_810, 1_000), ANN);
        scene.join("ann", "t1", 1);
        scene.isKeepingBodies = false;
        scene.run(10);
        assertThat(scene.match.load().openSeats()).isEqualTo(15);

        scene.run(1);

        assertThat(scene.match.load().openSeats()).isZero();
        assertThat(prepare(scene, "bob")).isEqualTo(MatchCommand.Prepared.CLOSED);
        assertThat(prepare(scene, "ann")).isEqualTo(MatchCommand.Prepared.DONE);
    }

    @Test
    void preparesAllSeatsOfACommandOrNone() {
        var scene = new MatchScene(Rules.freeForAll(), ANN);
        var names = new ArrayList<String>();
        for (int i = 0; i < 16; i++) {
            names.add("p" + i);
        }

        assertThat(prepare(scene, names.toArray(new String[0])))
                .isEqualTo(MatchCommand.Prepared.FULL);

        assertThat(scene.match.load().openSeats()).isEqualTo(15);
    }

    private static MatchCommand.Prepared prepare(MatchScene scene, String... players) {
        var seats = Arrays.stream(players).map(id -> seat(id, "new-" + id)).toList();
        var outcome = new CompletableFuture<MatchCommand.Prepared>();
        scene.match.on(
                new MatchCommand.Prepare(seats, MatchScene.JOIN_WITHIN, outcome), scene.nowNs);
        return outcome.join();
    }

    private static void offer(MatchScene scene, int epoch, int slot, int seq) {
        offer(scene, epoch, slot, seq, 0);
    }

    private static void offer(MatchScene scene, int epoch, int slot, int seq, int throttle) {
        var writer = new InputWriter(MatchScene.GATEWAY, 1);
        writer.begin(epoch, 0);
        writer.add(slot, seq, throttle, 0, 0, false, 0);
        scene.match.offerInputs(writer.buffer());
    }

    private static double speed(MatchScene scene, int tankId) throws MalformedBody {
        for (var tank : states(scene).getLast().objects("tanks", 16)) {
            if (tank.integer("id", 1, 10_000) == tankId) {
                return Objects.requireNonNull(tank.numberOrNull("speed", -10, 10));
            }
        }
        throw new AssertionError("tank " + tankId + ": not in the state");
    }

    static CloseCode code(JoinReply reply) {
        return ((JoinReply.Refused) reply).code();
    }

    private static double dropped(MatchScene scene, String cause) {
        return scene.meters
                .get("gameserver.input.dropped")
                .tag("cause", cause)
                .functionCounter()
                .count();
    }

    private static StateReader reader(byte[] body) {
        var reader = new StateReader();
        assertThat(reader.wrap(body, body.length, Envelope.CODEC_JSON)).isTrue();
        return reader;
    }

    static List<JsonFields> states(MatchScene scene) throws MalformedBody {
        var states = new ArrayList<JsonFields>();
        for (var body : scene.bodies) {
            var reader = reader(body);
            while (reader.next()) {
                if (reader.type() == FrameType.STATE) {
                    states.add(payload(reader, body));
                }
            }
        }
        return states;
    }

    private static JsonFields payload(StateReader reader, byte[] body) throws MalformedBody {
        int from = reader.payloadAt();
        return Json.read(Arrays.copyOfRange(body, from, from + reader.payloadLength()), 65_536);
    }
}
