package dev.tankfleet.gameserver.tick;

import static dev.tankfleet.gameserver.tick.MatchScene.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

import java.util.List;

final class MatchAllocationTest {
    private static final int TURNS = 10_000;
    private static final int PLAYERS = 4;

    private final InputWriter writer = new InputWriter(MatchScene.GATEWAY, PLAYERS);
    private int seq;

    @Test
    void allocatesNothingPerTickFromInputToFrame() {
        var scene =
                new MatchScene(
                        MatchScene.rules(1_000_000, 1_000_000),
                        List.of(
                                seat("p0", "t0"),
                                seat("p1", "t1"),
                                seat("p2", "t2"),
                                seat("p3", "t3")));
        scene.isKeepingBodies = false;
        for (int i = 0; i < PLAYERS; i++) {
            assertThat(scene.join("p" + i, "t" + i, i)).isInstanceOf(JoinReply.Joined.class);
        }

        long bytes = AllocatedBytes.during(() -> turn(scene), TURNS, TURNS);

        assertThat(bytes).isZero();
        assertThat(scene.bodiesSent).isEqualTo(2 * TURNS);
    }

    private void turn(MatchScene scene) {
        seq++;
        writer.begin(MatchScene.EPOCH, 0);
        for (int slot = 0; slot < PLAYERS; slot++) {
            writer.add(slot, seq, 1_000, (seq + slot) % 2_000 - 1_000, seq * 97 & 0xFFFF, true, 0);
        }
        scene.match.offerInputs(writer.buffer());
        scene.run(1);
    }
}
