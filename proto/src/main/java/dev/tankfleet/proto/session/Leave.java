package dev.tankfleet.proto.session;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

/**
 * Request on {@code match.{match_id}.leave}: a connection is gone. The seat is held for the player
 * to come back.
 *
 * @param matchId id of the match
 * @param epoch epoch that the gateway joined under
 * @param gatewayId gateway that had the connection
 * @param slot its number there, 0 … 65,535
 */
public record Leave(String matchId, int epoch, String gatewayId, int slot) {

    /**
     * Reads a request.
     *
     * @throws MalformedBody if a field is missing or out of range
     */
    public static Leave read(byte[] body) throws MalformedBody {
        var f = Json.read(body, Join.SIZE_MAX_BYTES);
        return new Leave(
                f.id("match_id"),
                f.integer("epoch", 0, Integer.MAX_VALUE),
                f.id("gateway_id"),
                f.integer("slot", 0, Join.SLOT_MAX));
    }

    /** The body for the bus. */
    public byte[] write() {
        return Json.write(
                Json.object()
                        .put("match_id", matchId)
                        .put("epoch", epoch)
                        .put("gateway_id", gatewayId)
                        .put("slot", slot));
    }
}
