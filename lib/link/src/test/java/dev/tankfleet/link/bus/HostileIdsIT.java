package dev.tankfleet.link.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.testkit.hostile.HostileIds;
import dev.tankfleet.testkit.nats.Eavesdropper;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Hostile texts through both ends of the link, and in bodies that reach them, over a NATS server
 * that forbids nothing, with somebody listening to everything. In verify {@value #IDS} texts, in
 * the long form as many as it asks for.
 */
@NeedsProgram(Program.NATS)
final class HostileIdsIT {
    private static final int IDS = 5_000;
    private static final long SEED = 20_261_121;

    /** Every this many-th text also comes in a body; each of those is a line in the log. */
    private static final int BODY_EVERY = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] BODY = {1};

    @TempDir private Path folder;

    private TestNats server;
    private Bus gatewayBus;
    private Bus serverBus;

    @BeforeEach
    void startServer() {
        server = TestNats.lawless(folder);
        gatewayBus = connect(Role.GATEWAY, "g1");
        serverBus = connect(Role.GAME_SERVER, "s1");
    }

    @AfterEach
    void closeServer() {
        gatewayBus.close();
        serverBus.close();
        server.close();
    }

    @Test
    void saysNothingOutsideTheMatchWhateverTheId() {
        try (var everybody = Eavesdropper.of(server);
                var gateway = BusGatewayLink.create(gatewayBus, "g1", (_, _) -> {});
                var owner = BusServerLink.create(serverBus)) {
            owner.listen("m1", new AnsweringWhereItIsAsked(owner), PATIENCE);
            var ids = new HostileIds(SEED);
            int count = HostileIds.count(IDS);
            for (int i = 0; i < count; i++) {
                var id = ids.next();
                refuses(() -> gateway.join(join(id), PATIENCE));
                refuses(() -> gateway.leave(new Leave(id, 1, "g1", 2)));
                refuses(() -> gateway.sendInputs(id, BODY, 1));
                refuses(() -> owner.listen(id, new AnsweringWhereItIsAsked(owner), PATIENCE));
                refuses(() -> owner.sendStates(id, "g1", BODY, 1));
                refuses(() -> owner.sendStates("m1", id, BODY, 1));
                refuses(() -> BusGatewayLink.create(gatewayBus, id, (_, _) -> {}));
                if (i % BODY_EVERY == 0) {
                    everybody.say("match.m1.join", joinFrom(id));
                    everybody.heard();
                }
            }
            assertThat(gateway.join(join("m1"), PATIENCE)).isNotNull();
            serverBus.flush(PATIENCE);

            assertThat(owner.malformedBodies()).isEqualTo(Math.ceilDiv(count, BODY_EVERY));
            assertThat(everybody.heard())
                    .allMatch(
                            subject ->
                                    subject.equals("match.m1.join")
                                            || subject.equals("match.m1.state.g1")
                                            || subject.startsWith("_INBOX.gateway.g1."))
                    .contains("match.m1.join", "match.m1.state.g1");
        }
    }

    private static void refuses(Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).contains(": no id (expected: ")) {
                return;
            }
            throw new AssertionError("not a clear error", e);
        }
        throw new AssertionError("a call that should have been refused");
    }

    private static Join join(String matchId) {
        return new Join(
                matchId, "s1", "i", 1, "g1", 2, new Join.Credential.Resume("r"), null, null);
    }

    /** From a gateway that names itself so; a strict writer could not write some of them. */
    private static byte[] joinFrom(String gatewayId) {
        var text = new StringBuilder();
        gatewayId.chars().forEach(c -> text.append("\\u%04x".formatted(c)));
        return ("{\"match_id\":\"m1\",\"server_id\":\"s1\",\"instance\":\"i\",\"epoch\":1,"
                        + "\"slot\":2,\"resume_token\":\"r\",\"gateway_id\":\""
                        + text
                        + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Bus connect(Role role, String selfId) {
        return NatsBus.connect(
                new NatsConfig(
                        List.of(server.url()),
                        "anybody",
                        Secret.of("anybody"),
                        List.of(),
                        PATIENCE),
                Lawbook.standard(),
                role,
                selfId);
    }

    /** An owner that believes whoever asks, and sends frames there. */
    private record AnsweringWhereItIsAsked(ServerLink link) implements ServerLink.MatchHandler {
        @Override
        public void onJoin(Join join, ServerLink.Answer answer) {
            link.sendStates("m1", join.gatewayId(), BODY, 1);
            answer.reply(new JoinReply.Refused(CloseCode.BAD_TOKEN, "none"));
        }

        @Override
        public void onLeave(Leave leave) {
            link.sendStates("m1", leave.gatewayId(), BODY, 1);
        }

        @Override
        public void onInputs(byte[] body) {}
    }
}
