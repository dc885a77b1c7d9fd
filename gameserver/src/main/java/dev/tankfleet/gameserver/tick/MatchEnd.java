package dev.tankfleet.gameserver.tick;

import dev.tankfleet.proto.result.MatchResult.PlayerScore;
import dev.tankfleet.proto.result.MatchResult.Reason;

import java.util.List;

/**
 * How a match ended.
 *
 * @param reason why
 * @param startedAtMs wall clock of its first tick, of its end if it had none
 * @param endedAtMs wall clock of its last tick
 * @param ticks ticks that were stepped
 * @param scores all people who joined
 */
public record MatchEnd(
        Reason reason, long startedAtMs, long endedAtMs, int ticks, List<PlayerScore> scores) {
    public MatchEnd {
        scores = List.copyOf(scores);
    }
}
