package dev.tankfleet.gateway.region;

import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.InputReader;
import dev.tankfleet.proto.binary.StateWriter;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * A game server that does what the test says. Joins are answered on the delivery thread; the test's
 * thread sends states.
 */
public final class ScriptedOwner implements ServerLink.MatchHandler {
    /** Seats everyone. */
    public static final Function<Join, JoinReply> SEATS_EVERYONE =
            join ->
                    new JoinReply.Joined(
                            "player-" + join.slot(),
                            join.slot() + 1,
                            77,
                            30,
                            join.epoch(),
                            "rules-1",
                            "resume-" + join.slot(),
                            new JoinReply.MapView(
                                    "plain",
                                    60_000,
                                    40_500,
                                    List.of(new JoinReply.Wall(1_250, 0, 2_000, 10)),
                                    List.of(new JoinReply.Zone("vault", 3_500, 2_000, 1_000, 10))));

    private final ServerLink link;
    private final String matchId;
    private final BlockingQueue<Join> joins = new LinkedBlockingQueue<>();
    private final BlockingQueue<Leave> leaves = new LinkedBlockingQueue<>();
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final BlockingQueue<ServerLink.Answer> unanswered = new LinkedBlockingQueue<>();
    private final InputReader reader = new InputReader();
    private final StateWriter writer = new StateWriter(StateWriter.SIZE_MAX_BYTES);
    private volatile Function<Join, JoinReply> script = SEATS_EVERYONE;
    private volatile boolean isSilent;

    /** What came in a batch. */
    public record Input(
            int slot, int seq, int throttle, int turn, int aim, boolean fire, int ability) {}

    ScriptedOwner(ServerLink link, String matchId) {
        this.link = link;
        this.matchId = matchId;
    }

    /** How joins are answered from now on. */
    public void answer(Function<Join, JoinReply> script) {
        this.script = script;
    }

    /** Joins are kept unanswered from now on. */
    public void fallSilent() {
        isSilent = true;
    }

    /** Answers the oldest join that was kept. */
    public void answerLate(Join join) throws InterruptedException {
        Waiting.take(unanswered).reply(SEATS_EVERYONE.apply(join));
    }

    /** The next join. */
    public Join nextJoin() throws InterruptedException {
        return Waiting.take(joins);
    }

    /** The next leave. */
    public Leave nextLeave() throws InterruptedException {
        return Waiting.take(leaves);
    }

    /** The next input. */
    public Input nextInput() throws InterruptedException {
        return Waiting.take(inputs);
    }

    /** Joins that came and were not looked at. */
    public int joinsWaiting() {
        return joins.size();
    }

    /** Sends a state to one connection. */
    public void sendState(Join join, int epoch, int tick, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.begin(epoch, tick, Envelope.CODEC_JSON);
        writer.addState(join.slot(), bytes, bytes.length);
        link.sendStates(matchId, join.gatewayId(), writer.buffer(), writer.length());
    }

    /** Ends the match for one connection. */
    public void sendEnd(Join join, int tick, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.begin(join.epoch(), tick, Envelope.CODEC_JSON);
        writer.addShared(FrameType.END, new int[] {join.slot()}, 1, bytes, bytes.length);
        link.sendStates(matchId, join.gatewayId(), writer.buffer(), writer.length());
    }

    /** Throws one connection out. */
    public void sendKick(Join join, int closeCode, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.begin(join.epoch(), 80, Envelope.CODEC_JSON);
        writer.addKick(join.slot(), closeCode, bytes, bytes.length);
        link.sendStates(matchId, join.gatewayId(), writer.buffer(), writer.length());
    }

    @Override
    public void onJoin(Join join, ServerLink.Answer answer) {
        joins.add(join);
        if (isSilent) {
            unanswered.add(answer);
        } else {
            answer.reply(script.apply(join));
        }
    }

    @Override
    public void onLeave(Leave leave) {
        leaves.add(leave);
    }

    @Override
    public void onInputs(byte[] body) {
        if (!reader.wrap(body, body.length)) {
            throw new IllegalStateException("a batch that cannot be read");
        }
        while (reader.next()) {
            inputs.add(
                    new Input(
                            reader.slot(),
                            reader.seq(),
                            reader.throttle(),
                            reader.turn(),
                            reader.aim(),
                            reader.fire(),
                            reader.ability()));
        }
    }
}
