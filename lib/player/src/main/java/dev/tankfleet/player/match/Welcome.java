package dev.tankfleet.player.match;

import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code AUTH_OK}: the seat is taken.
 *
 * @param playerId the player
 * @param tankId his tank in every state
 * @param tick the match's tick
 * @param tickRate ticks a second
 * @param resumeToken opens the same seat after a drop
 * @param rules hash of the rules that the server plays by
 * @param gateways every one of them leads to the match; at most {@value #GATEWAYS_MAX}
 */
public record Welcome(
        String playerId,
        int tankId,
        int tick,
        int tickRate,
        String resumeToken,
        String rules,
        List<URI> gateways) {
    private static final int GATEWAYS_MAX = 64;
    private static final int URL_LENGTH_MAX = 256;

    public Welcome {
        gateways = List.copyOf(gateways);
    }

    static Welcome read(JsonFields f) throws MalformedBody {
        return new Welcome(
                f.id("player_id"),
                f.integer("tank_id", 0, Integer.MAX_VALUE),
                f.integer("tick", 0, Integer.MAX_VALUE),
                f.integer("tick_rate", 1, 1_000),
                f.text("resume_token", Join.RESUME_TOKEN_LENGTH_MAX),
                f.text("rules", 256),
                gateways(f));
    }

    private static List<URI> gateways(JsonFields f) throws MalformedBody {
        var urls = new ArrayList<URI>();
        for (var url : f.texts("gateways", GATEWAYS_MAX, URL_LENGTH_MAX)) {
            try {
                urls.add(new URI(url));
            } catch (URISyntaxException e) {
                throw f.wrong("gateways", url, "addresses");
            }
        }
        return urls;
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Welcome[" + playerId + ", tank " + tankId + "]";
    }
}
