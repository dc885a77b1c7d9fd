package dev.tankfleet.player.match;

import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;

/**
 * {@code AUTH_OK}: the seat is taken.
 *
 * @param playerId the player
 * @param tankId his tank in every state
 * @param tick the match's tick
 * @param tickRate ticks a second
 * @param resumeToken opens the same seat after a drop
 * @param rules hash of the rules that the server plays by
 */
public record Welcome(
        String playerId, int tankId, int tick, int tickRate, String resumeToken, String rules) {
    static Welcome read(JsonFields f) throws MalformedBody {
        return new Welcome(
                f.id("player_id"),
                f.integer("tank_id", 0, Integer.MAX_VALUE),
                f.integer("tick", 0, Integer.MAX_VALUE),
                f.integer("tick_rate", 1, 1_000),
                f.text("resume_token", Join.RESUME_TOKEN_LENGTH_MAX),
                f.text("rules", 256));
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Welcome[" + playerId + ", tank " + tankId + "]";
    }
}
