package dev.tankfleet.proto.session;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

import java.util.ArrayList;
import java.util.List;

/** What the owner of a match answers to a {@link Join}. */
public sealed interface JoinReply {
    int SIZE_MAX_BYTES = 65_536;
    int WALLS_MAX = 1_024;
    int ZONES_MAX = 16;

    /**
     * Seated.
     *
     * @param playerId id of the player
     * @param tankId id of his tank in every state of this match
     * @param tick the match's tick, at least 0
     * @param tickRate ticks a second
     * @param epoch epoch of the owner
     * @param rules hash of the simulation and its numbers
     * @param resumeToken opens the same seat after a drop
     * @param map what the client draws
     */
    record Joined(
            String playerId,
            int tankId,
            int tick,
            int tickRate,
            int epoch,
            String rules,
            String resumeToken,
            MapView map)
            implements JoinReply {}

    /**
     * Not seated.
     *
     * @param code code that the client's connection is closed with
     * @param message one sentence for a developer
     */
    record Refused(CloseCode code, String message) implements JoinReply {}

    /**
     * A map as clients draw it; lengths in millimetres, the origin at the lower left.
     *
     * @param id map id
     * @param widthMm extent along x
     * @param heightMm extent along y
     * @param walls solid rectangles
     * @param zones parts of the ground that mean something; empty if none was named
     */
    record MapView(String id, int widthMm, int heightMm, List<Wall> walls, List<Zone> zones) {
        public MapView {
            walls = List.copyOf(walls);
            zones = List.copyOf(zones);
        }
    }

    /**
     * A rectangle of the ground that means something, in millimetres.
     *
     * @param kind what it means, as {@code vault}
     * @param x left edge
     * @param y lower edge
     * @param w extent along x
     * @param h extent along y
     */
    record Zone(String kind, int x, int y, int w, int h) {}

    /**
     * A solid rectangle, in millimetres.
     *
     * @param x left edge
     * @param y lower edge
     * @param w extent along x
     * @param h extent along y
     */
    record Wall(int x, int y, int w, int h) {}

    /**
     * Reads a reply.
     *
     * @throws MalformedBody if a field is missing or out of range
     */
    static JoinReply read(byte[] body) throws MalformedBody {
        var f = Json.read(body, SIZE_MAX_BYTES);
        if (!f.bool("ok")) {
            int number = f.integer("code", 1000, 4999);
            for (var code : CloseCode.values()) {
                if (code.number() == number) {
                    return new Refused(code, f.text("message", 256));
                }
            }
            throw f.wrong("code", number, "a close code of the contract");
        }
        var map = f.objectOrNull("map");
        if (map == null) {
            throw f.wrong("map", "missing", "present");
        }
        int max = Integer.MAX_VALUE;
        var walls = new ArrayList<Wall>();
        for (var w : map.objects("walls", WALLS_MAX)) {
            walls.add(
                    new Wall(
                            w.integer("x", 0, max),
                            w.integer("y", 0, max),
                            w.integer("w", 0, max),
                            w.integer("h", 0, max)));
        }
        var zones = new ArrayList<Zone>();
        for (var z : map.objects("zones", ZONES_MAX)) {
            zones.add(
                    new Zone(
                            z.id("kind"),
                            z.integer("x", 0, max),
                            z.integer("y", 0, max),
                            z.integer("w", 0, max),
                            z.integer("h", 0, max)));
        }
        return new Joined(
                f.id("player_id"),
                f.integer("tank_id", 0, max),
                f.integer("tick", 0, max),
                f.integer("tick_rate", 1, 1_000),
                f.integer("epoch", 0, max),
                f.text("rules", 256),
                f.text("resume_token", Join.RESUME_TOKEN_LENGTH_MAX),
                new MapView(
                        map.id("id"),
                        map.integer("width", 1, max),
                        map.integer("height", 1, max),
                        walls,
                        zones));
    }

    /** The body for the bus. */
    default byte[] write() {
        var json = Json.object();
        switch (this) {
            case Joined joined -> writeJoined(json, joined);
            case Refused(var code, var message) ->
                    json.put("ok", false).put("code", code.number()).put("message", message);
        }
        return Json.write(json);
    }

    private static void writeJoined(ObjectNode json, Joined joined) {
        json.put("ok", true).put("player_id", joined.playerId()).put("tank_id", joined.tankId());
        json.put("tick", joined.tick())
                .put("tick_rate", joined.tickRate())
                .put("epoch", joined.epoch());
        json.put("rules", joined.rules()).put("resume_token", joined.resumeToken());
        var map = json.putObject("map");
        map.put("id", joined.map().id())
                .put("width", joined.map().widthMm())
                .put("height", joined.map().heightMm());
        var walls = map.putArray("walls");
        for (var wall : joined.map().walls()) {
            walls.addObject()
                    .put("x", wall.x())
                    .put("y", wall.y())
                    .put("w", wall.w())
                    .put("h", wall.h());
        }
        var zones = map.putArray("zones");
        for (var zone : joined.map().zones()) {
            zones.addObject()
                    .put("kind", zone.kind())
                    .put("x", zone.x())
                    .put("y", zone.y())
                    .put("w", zone.w())
                    .put("h", zone.h());
        }
    }
}
