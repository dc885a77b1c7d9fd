package dev.tankfleet.gameserver.tick;

import static dev.tankfleet.gameserver.tick.MatchScene.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.gameserver.seat.Connections;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.StateReader;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.JoinReply;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A gateway that was killed says of nobody that he left. */
final class SilentGatewayTest {
    private final MatchScene scene = new MatchScene(Rules.freeForAll(), List.of(seat("ann", "t1")));

    @BeforeEach
    void silenceTheGateway() {
        scene.isGatewayAlive = false;
    }

    @Test
    void keepsSeatsWhoseGatewayGivesSignsOfLife() {
        scene.join("ann", "t1", 1);
        for (int i = 0; i < 3; i++) {
            scene.run(Connections.SILENT_TICKS_MAX - 1);
            scene.match.offerInputs(MatchScene.SIGN_OF_LIFE);
        }
        scene.bodiesSent = 0;

        scene.run(Connections.SILENT_TICKS_MAX - 1);

        assertThat(scene.bodiesSent).isEqualTo(Connections.SILENT_TICKS_MAX - 1);
    }

    @Test
    void holdsSeatsOfAGatewayThatSaysNothingAnyMore() {
        var first = (JoinReply.Joined) scene.join("ann", "t1", 1);
        scene.run(Connections.SILENT_TICKS_MAX);
        // If it lives all the same, it must close the connection: nothing will come for it.
        var kick = new StateReader();
        kick.wrap(scene.bodies.getLast(), scene.bodies.getLast().length, Envelope.CODEC_JSON);
        assertThat(kick.next()).isTrue();
        assertThat(kick.type()).isEqualTo(FrameType.KICK);
        assertThat(kick.closeCode()).isEqualTo(CloseCode.OWNER_UNREACHABLE.number());
        assertThat(kick.slot(0)).isEqualTo(1);
        scene.bodiesSent = 0;

        scene.run(1);
        assertThat(scene.bodiesSent).isZero();
        assertThat(scene.match.load().taken()).isEqualTo(1);

        assertThat(scene.join(new Credential.Resume(first.resumeToken()), 2, null))
                .isInstanceOfSatisfying(
                        JoinReply.Joined.class,
                        joined -> assertThat(joined.tankId()).isEqualTo(first.tankId()));
    }

    @Test
    void endsSeatsThatNobodyComesBackTo() {
        scene.join("ann", "t1", 1);
        scene.run(Connections.SILENT_TICKS_MAX);
        assertThat(scene.seatsEnded).isEmpty();

        scene.pass(SeatConfig.STANDARD.hold());

        assertThat(scene.seatsEnded).containsExactly("ann NOT_RESUMED");
    }
}
