package dev.tankfleet.link;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What every link between gateways and game servers does. */
public abstract class LinkContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final JoinReply REFUSED =
            new JoinReply.Refused(CloseCode.DRAINING, "going away");

    private LinkUnderTest link;
    private ServerLink server;
    private GatewayLink gateway;
    private final LinkedBlockingQueue<String> states = new LinkedBlockingQueue<>();

    /** Fresh links of one region. */
    protected abstract LinkUnderTest open();

    @BeforeEach
    void openLinks() {
        link = open();
        server = link.server("s1");
        gateway = link.gateway("g1", (matchId, body) -> states.add(matchId + "=" + text(body)));
    }

    @AfterEach
    void closeLinks() {
        gateway.close();
        server.close();
        link.close();
    }

    @Test
    void bringsAJoinToTheMatchAndTheAnswerBack() {
        var match = new RecordingMatch(JoinReplies.SEATED);
        server.listen("m1", match, PATIENCE);

        var outcome = gateway.join(join("m1"), PATIENCE);

        assertThat(outcome).isEqualTo(new GatewayLink.Outcome.Answered(JoinReplies.SEATED));
        assertThat(match.next()).isEqualTo(join("m1").toString());
    }

    @Test
    void answersFromAnotherThread() {
        server.listen(
                "m1",
                new RecordingMatch(null) {
                    @Override
                    public void onJoin(Join join, ServerLink.Answer answer) {
                        Thread.ofVirtual().start(() -> answer.reply(REFUSED));
                    }
                },
                PATIENCE);

        assertThat(gateway.join(join("m1"), PATIENCE))
                .isEqualTo(new GatewayLink.Outcome.Answered(REFUSED));
    }

    @Test
    void hearsAnOwnerThatStaysSilentAsUnreachable() {
        var match = new RecordingMatch(null);
        server.listen("m1", match, PATIENCE);

        assertThat(gateway.join(join("m1"), SHORT))
                .isEqualTo(new GatewayLink.Outcome.Unreachable());

        assertThat(match.next()).isEqualTo(join("m1").toString());
    }

    @Test
    void takesTheAnswerOfTheOwnerWhenAnotherStaysSilent() {
        var silent = new RecordingMatch(null);
        link.server("s2").listen("m1", silent, PATIENCE);
        server.listen("m1", new RecordingMatch(REFUSED), PATIENCE);

        assertThat(gateway.join(join("m1"), PATIENCE))
                .isEqualTo(new GatewayLink.Outcome.Answered(REFUSED));
        assertThat(silent.next()).isEqualTo(join("m1").toString());
    }

    @Test
    void saysAtOnceThatNobodyHasTheMatch() {
        server.listen("m2", new RecordingMatch(REFUSED), PATIENCE);
        long before = System.nanoTime();

        var outcome = gateway.join(join("m1"), Duration.ofMinutes(5));

        assertThat(outcome).isEqualTo(new GatewayLink.Outcome.Unreachable());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
    }

    @Test
    void hearsWhatIsSentRightAfterListen() {
        for (int i = 0; i < 50; i++) {
            var match = new RecordingMatch(REFUSED);
            server.listen("m" + i, match, PATIENCE);

            gateway.leave(new Leave("m" + i, 1000, "g1", i));

            assertThat(match.next()).isEqualTo(new Leave("m" + i, 1000, "g1", i).toString());
        }
    }

    @Test
    void bringsInputsToTheirMatchInOrder() {
        var match = new RecordingMatch(null);
        var other = new RecordingMatch(null);
        server.listen("m1", match, PATIENCE);
        server.listen("m2", other, PATIENCE);
        var buffer = bytes("0 and more");

        for (int i = 0; i < 100; i++) {
            buffer[0] = (byte) ('0' + i % 10);
            gateway.sendInputs("m1", buffer, 1);
        }
        gateway.sendInputs("m2", bytes("x"), 1);

        assertThat(IntStream.range(0, 100).mapToObj(_ -> match.next()).toList())
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "inputs " + i % 10).toList());
        assertThat(other.next()).isEqualTo("inputs x");
    }

    @Test
    void bringsStatesOfEveryMatchToTheirGateway() {
        var others = new LinkedBlockingQueue<String>();
        link.gateway("g2", (matchId, body) -> others.add(matchId + "=" + text(body)));
        var buffer = bytes("abc and more");

        server.sendStates("m1", "g1", buffer, 3);
        buffer[0] = 'x';
        link.server("s2").sendStates("m2", "g2", bytes("d"), 1);

        assertThat(poll(states)).isEqualTo("m1=abc");
        assertThat(poll(others)).isEqualTo("m2=d");
        assertThat(states).isEmpty();
    }

    @Test
    void dropsAndCountsJoinsAndLeavesThatAreNone() {
        var match = new RecordingMatch(REFUSED);
        server.listen("m1", match, PATIENCE);

        link.sendAsJoin("m1", bytes("no json"));
        link.sendAsJoin("m1", bytes("{}"));
        link.sendAsLeave("m1", new byte[0]);
        link.sendAsLeave("m1", bytes("{\"match_id\":\"m1\"}"));
        link.sendAsJoin("m1", join("m2").write());
        link.sendAsLeave("m1", new Leave("m2", 1, "g1", 1).write());
        gateway.leave(new Leave("m1", 1000, "g1", 7));

        assertThat(match.next()).isEqualTo(new Leave("m1", 1000, "g1", 7).toString());
        eventuallyTrue(PATIENCE, "all six counted", () -> server.malformedBodies() == 6);
        assertThat(gateway.malformedBodies()).isZero();
    }

    @Test
    void countsAnAnswerThatIsNoneAndSaysUnreachable() {
        link.answerJoinsWith("m1", bytes("{\"ok\":1}"));

        assertThat(gateway.join(join("m1"), PATIENCE))
                .isEqualTo(new GatewayLink.Outcome.Unreachable());

        assertThat(gateway.malformedBodies()).isEqualTo(1);
    }

    @Test
    void hearsNothingMoreOnceTheEarIsClosed() {
        var closed = new RecordingMatch(REFUSED);
        var open = new RecordingMatch(REFUSED);
        var ear = server.listen("m1", closed, PATIENCE);
        server.listen("m2", open, PATIENCE);

        ear.close();
        ear.close();
        gateway.leave(new Leave("m1", 1, "g1", 1));
        gateway.leave(new Leave("m2", 1, "g1", 1));

        open.next();
        assertThat(closed.heard).isEmpty();
        assertThat(gateway.join(join("m1"), SHORT))
                .isEqualTo(new GatewayLink.Outcome.Unreachable());
    }

    @Test
    void closesEveryEarWithTheLink() {
        var match = new RecordingMatch(REFUSED);
        server.listen("m1", match, PATIENCE);

        server.close();

        assertThat(gateway.join(join("m1"), SHORT))
                .isEqualTo(new GatewayLink.Outcome.Unreachable());
        assertThat(match.heard).isEmpty();
    }

    @Test
    void refusesIdsThatCouldNameAnother() {
        for (Runnable call :
                List.<Runnable>of(
                        () -> server.listen("m.1", new RecordingMatch(null), PATIENCE),
                        () -> server.sendStates("m1", "*", new byte[1], 1),
                        () -> gateway.sendInputs(">", new byte[1], 1),
                        () -> gateway.join(join("m 1"), PATIENCE),
                        () -> link.gateway("*", (_, _) -> {}))) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Join join(String matchId) {
        return new Join(
                matchId,
                "s1",
                "i1",
                1000,
                "g1",
                3,
                new Join.Credential.Redeemed("p1", "ab".repeat(32)),
                null,
                "light");
    }

    private static String poll(LinkedBlockingQueue<String> queue) {
        try {
            var next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing heard within " + PATIENCE);
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Answers that a match could give. */
    private static final class JoinReplies {
        static final JoinReply SEATED =
                new JoinReply.Joined(
                        "p1",
                        3,
                        900,
                        30,
                        1000,
                        "rules",
                        "resume",
                        new JoinReply.MapView(
                                "quarry",
                                10,
                                20,
                                List.of(new JoinReply.Wall(1, 2, 3, 4)),
                                List.of()));

        private JoinReplies() {}
    }

    /** A match that keeps what it hears and gives the same answer to every join, or none. */
    private static class RecordingMatch implements ServerLink.MatchHandler {
        final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final @Nullable JoinReply reply;

        RecordingMatch(@Nullable JoinReply reply) {
            this.reply = reply;
        }

        String next() {
            return poll(heard);
        }

        @Override
        public void onJoin(Join join, ServerLink.Answer answer) {
            heard.add(join.toString());
            if (reply != null) {
                answer.reply(reply);
            }
        }

        @Override
        public void onLeave(Leave leave) {
            heard.add(leave.toString());
        }

        @Override
        public void onInputs(byte[] body) {
            heard.add("inputs " + text(body));
        }
    }
}
