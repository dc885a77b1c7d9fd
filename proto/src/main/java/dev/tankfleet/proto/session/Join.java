package dev.tankfleet.proto.session;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

/**
 * Request on {@code match.{match_id}.join}: a gateway asks for the seat that a credential opens.
 * Only the owner named here answers; everyone else stays silent.
 *
 * @param matchId id of the match
 * @param serverId owner by the route
 * @param instance the owner's process by the route
 * @param epoch epoch by the route
 * @param gatewayId gateway that asks
 * @param slot number that the gateway gives to this connection, 0 … 65,535
 * @param credential what the client showed
 * @param rules hash of the client's rules; null if it did not say
 * @param tank name of the tank type that the player wants; null if he did not say
 */
public record Join(
        String matchId,
        String serverId,
        String instance,
        int epoch,
        String gatewayId,
        int slot,
        Credential credential,
        @Nullable String rules,
        @Nullable String tank) {
    public static final int SIZE_MAX_BYTES = 8_192;
    public static final int SLOT_MAX = 65_535;

    /** Longest resume token, in characters. */
    public static final int RESUME_TOKEN_LENGTH_MAX = 512;

    /** What opens a seat. */
    public sealed interface Credential {
        /**
         * A one-time token that the gateway has redeemed.
         *
         * @param playerId player whom the token names
         * @param tokenSha256 its hash; the game server refuses one that it has already seated
         */
        record Redeemed(String playerId, String tokenSha256) implements Credential {}

        /**
         * The resume token of an earlier join.
         *
         * @param token as the client sent it; the game server checks it
         */
        record Resume(String token) implements Credential {}
    }

    /**
     * Reads a request.
     *
     * @throws MalformedBody if a field is missing or out of range
     */
    public static Join read(byte[] body) throws MalformedBody {
        var f = Json.read(body, SIZE_MAX_BYTES);
        Credential credential;
        if (f.has("resume_token")) {
            credential = new Credential.Resume(f.text("resume_token", RESUME_TOKEN_LENGTH_MAX));
        } else {
            credential = new Credential.Redeemed(f.id("player_id"), f.id("token_sha256"));
        }
        return new Join(
                f.id("match_id"),
                f.id("server_id"),
                f.id("instance"),
                f.integer("epoch", 0, Integer.MAX_VALUE),
                f.id("gateway_id"),
                f.integer("slot", 0, SLOT_MAX),
                credential,
                f.textOrNull("rules", 256),
                f.idOrNull("tank"));
    }

    /** The body for the bus. */
    public byte[] write() {
        var json = Json.object();
        json.put("match_id", matchId).put("server_id", serverId).put("instance", instance);
        json.put("epoch", epoch)
                .put("gateway_id", gatewayId)
                .put("slot", slot)
                .put("encoding", "json");
        switch (credential) {
            case Credential.Redeemed(var playerId, var hash) ->
                    json.put("player_id", playerId).put("token_sha256", hash);
            case Credential.Resume(var token) -> json.put("resume_token", token);
        }
        if (rules != null) {
            json.put("rules", rules);
        }
        if (tank != null) {
            json.put("tank", tank);
        }
        return Json.write(json);
    }
}
