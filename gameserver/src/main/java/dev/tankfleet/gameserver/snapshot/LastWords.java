package dev.tankfleet.gameserver.snapshot;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.result.MatchResult.PlayerScore;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.session.CloseCode;

import java.util.List;
import java.util.Locale;

/** What a client reads before its connection is closed. Stateless; every thread may call it. */
public final class LastWords {
    private LastWords() {}

    /** {@code MATCH_END} with the scores of the people. */
    public static byte[] matchEnd(Reason reason, List<PlayerScore> scores) {
        var json = Json.object().put("type", "MATCH_END");
        var result = json.putObject("result").put("reason", reason.word());
        var list = result.putArray("scores");
        for (var score : scores) {
            list.addObject()
                    .put("player_id", score.playerId())
                    .put("kills", score.kills())
                    .put("deaths", score.deaths())
                    .put("score", score.score());
        }
        return Json.write(json);
    }

    /** {@code ERROR} with the word of a close code. */
    public static byte[] error(CloseCode code, String message) {
        return Json.write(
                Json.object()
                        .put("type", "ERROR")
                        .put("code", code.name().toLowerCase(Locale.ROOT))
                        .put("message", message));
    }
}
