package dev.tankfleet.proto.status;

import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import java.util.Locale;

/**
 * A seat that is no more, since the last status.
 *
 * @param matchId id of the match
 * @param playerId id of the player who had the seat
 * @param cause why it ended
 */
public record SeatEnded(String matchId, String playerId, Cause cause) {

    /** Why a seat ended. */
    public enum Cause {
        /** Nobody came within {@code join_within_ms}. */
        NEVER_JOINED,
        /** The player dropped and did not come back in time. */
        NOT_RESUMED,
        /** The player said that he leaves. */
        LEFT,
        /** The match ended or was cancelled. */
        MATCH_ENDED;

        /** The word in the body. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Cause read(JsonFields fields) throws MalformedBody {
            var word = fields.text("cause", 32);
            for (var cause : values()) {
                if (cause.word().equals(word)) {
                    return cause;
                }
            }
            throw fields.wrong(
                    "cause", "another word", "never_joined | not_resumed | left | match_ended");
        }
    }
}
