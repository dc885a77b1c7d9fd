package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.identity.TokenVerifier;
import dev.tankfleet.matchmaker.find.FindOutcome.Found;
import dev.tankfleet.matchmaker.find.FindOutcome.Queued;
import dev.tankfleet.matchmaker.find.FindRequest;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.locate.RoundTrips;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** The bodies of find: read strictly, written plainly. Stateless, any thread. */
final class FindBodies {
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final int RULES_LENGTH_MAX = 256;

    private FindBodies() {}

    /**
     * What a client sends.
     *
     * @param request the wish
     * @param token access token in the body, null if it came in the header
     */
    record Sent(FindRequest request, @Nullable String token) {
        static Sent read(byte @Nullable [] body) throws MalformedBody {
            if (body == null || body.length == 0) {
                throw new MalformedBody("body: empty (expected: a JSON object)");
            }
            var f = Json.read(body, BODY_BYTES_MAX);
            var request =
                    new FindRequest(
                            f.id("user_id"),
                            f.id("game_mode"),
                            f.idOrNull("region"),
                            f.idOrNull("party_id"),
                            f.textOrNull("rules", RULES_LENGTH_MAX),
                            readLatencies(f));
            return new Sent(request, f.textOrNull("jwt_token", TokenVerifier.TOKEN_CHARS_MAX));
        }

        /** Hides the token. */
        @Override
        public String toString() {
            return "Sent[" + request + "]";
        }
    }

    static byte[] write(Found found) {
        var json =
                Json.object()
                        .put("match_id", found.matchId())
                        .put("websocket_url", found.websocketUrl())
                        .put("token", found.token())
                        .put("region", found.region())
                        .put("expires_at", found.expiresAt().toString());
        json.set("gateways", Json.texts(found.gateways()));
        return Json.write(json);
    }

    static byte[] write(Queued queued) {
        return Json.write(
                Json.object()
                        .put("ticket_id", queued.ticketId())
                        .put("wait_ms", queued.pause().toMillis()));
    }

    private static Map<String, Double> readLatencies(JsonFields body) throws MalformedBody {
        var fields = body.objectOrNull("latencies");
        if (fields == null) {
            return Map.of();
        }
        var latencies = new HashMap<String, Double>();
        for (var region : fields.names()) {
            if (!Id.isValid(region) || latencies.size() >= RegionTable.REGIONS_MAX) {
                throw body.wrong("latencies", "another key", "at most 64 regions, " + Id.RULE);
            }
            var ms = fields.numberOrNull(region, 0, RoundTrips.MEASURED_MAX_MS);
            if (ms != null) {
                latencies.put(region, ms);
            }
        }
        return latencies;
    }
}
