package dev.tankfleet.gateway.wire;

import dev.tankfleet.gateway.admission.AuthRequest;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rare messages of a client's socket: AUTH in; AUTH_OK, ERROR and PONG out. Stateless. */
final class ClientJson {
    private static final double MM_PER_METRE = 1_000.0;
    private static final int TYPE_LENGTH_MAX = 32;

    private ClientJson() {}

    /**
     * Reads the first message.
     *
     * @throws MalformedBody if it is no AUTH, or one with a field missing, doubtful or out of range
     */
    static AuthRequest readAuth(byte[] message) throws MalformedBody {
        var f = Json.read(message, SocketFrames.MESSAGE_MAX_BYTES);
        if (!f.text("type", TYPE_LENGTH_MAX).equals("AUTH")) {
            throw f.wrong("type", "another", "AUTH first");
        }
        var matchId = f.id("match_id");
        var rules = f.textOrNull("rules", AuthRequest.RULES_LENGTH_MAX);
        var tank = f.idOrNull("tank");
        if (f.has("token") == f.has("resume_token")) {
            throw f.wrong("token", "both or none", "one of token and resume_token");
        }
        return f.has("token")
                ? new AuthRequest.Token(matchId, token(f), rules, tank)
                : new AuthRequest.Resume(
                        matchId, f.text("resume_token", Join.RESUME_TOKEN_LENGTH_MAX), rules, tank);
    }

    static byte[] writeWelcome(JoinReply.Joined joined, List<String> gateways) {
        var json = Json.object().put("type", "AUTH_OK");
        json.put("player_id", joined.playerId()).put("tank_id", joined.tankId());
        json.put("tick_rate", joined.tickRate()).put("tick", joined.tick());
        json.put("resume_token", joined.resumeToken()).put("rules", joined.rules());
        json.set("gateways", Json.texts(gateways));
        var map = json.putObject("map").put("id", joined.map().id());
        map.put("width", metres(joined.map().widthMm()));
        map.put("height", metres(joined.map().heightMm()));
        var walls = map.putArray("walls");
        for (var wall : joined.map().walls()) {
            walls.addObject()
                    .put("x", metres(wall.x()))
                    .put("y", metres(wall.y()))
                    .put("w", metres(wall.w()))
                    .put("h", metres(wall.h()));
        }
        var zones = map.putArray("zones");
        for (var zone : joined.map().zones()) {
            zones.addObject()
                    .put("kind", zone.kind())
                    .put("x", metres(zone.x()))
                    .put("y", metres(zone.y()))
                    .put("w", metres(zone.w()))
                    .put("h", metres(zone.h()));
        }
        return Json.write(json);
    }

    static byte[] writeError(String code, String message) {
        return Json.write(
                Json.object().put("type", "ERROR").put("code", code).put("message", message));
    }

    /** {@code t} is a number as the client wrote it, so it is written back digit by digit. */
    static byte[] writePong(String t, int tick) {
        return ("{\"type\":\"PONG\",\"t\":" + t + ",\"tick\":" + tick + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String token(JsonFields f) throws MalformedBody {
        return f.text("token", AuthRequest.TOKEN_LENGTH_MAX);
    }

    private static double metres(int millimetres) {
        return millimetres / MM_PER_METRE;
    }
}
