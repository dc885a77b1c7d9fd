package dev.tankfleet.player.match;

import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code WORLD_STATE}: what a player sees at one tick.
 *
 * @param tick tick of the match
 * @param lastInputSeq the newest of the player's inputs that this state contains; 0 for none
 * @param endsAtTick tick at which the match ends at the latest
 * @param tanks all tanks
 * @param events what happened since the last state
 */
public record WorldState(
        int tick, int lastInputSeq, int endsAtTick, List<Tank> tanks, List<Event> events) {
    private static final int TANKS_MAX = 256;
    private static final int EVENTS_MAX = 4_096;
    private static final double METRES_MAX = 100_000;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int HIT_POINTS_MAX = 1_000_000;

    /**
     * One tank.
     *
     * @param id id in this match
     * @param name the player's id, or what a bot is called
     * @param bot whether no person drives it
     * @param x metres from the left edge
     * @param y metres from the lower edge
     * @param hullDegrees direction of the hull, 0 = +x, counter-clockwise
     * @param turretDegrees direction of the turret in the world
     * @param hp hit points left
     * @param alive whether it is in the game
     * @param score points
     */
    public record Tank(
            int id,
            String name,
            boolean bot,
            double x,
            double y,
            double hullDegrees,
            double turretDegrees,
            int hp,
            boolean alive,
            int score) {}

    /**
     * Something that happened.
     *
     * @param type {@code fire}, {@code hit}, {@code kill}, {@code spawn}, {@code burst}, {@code
     *     splash} or {@code escape}
     * @param by tank that did it
     */
    public record Event(String type, int by) {}

    public WorldState {
        tanks = List.copyOf(tanks);
        events = List.copyOf(events);
    }

    /** The tank with an id. */
    public Optional<Tank> tank(int id) {
        for (var tank : tanks) {
            if (tank.id() == id) {
                return Optional.of(tank);
            }
        }
        return Optional.empty();
    }

    static WorldState read(JsonFields f) throws MalformedBody {
        var tanks = new ArrayList<Tank>();
        for (var tank : f.objects("tanks", TANKS_MAX)) {
            tanks.add(readTank(tank));
        }
        var events = new ArrayList<Event>();
        for (var event : f.objects("events", EVENTS_MAX)) {
            events.add(
                    new Event(
                            event.text("type", 32),
                            event.integerOr("by", -1, Integer.MAX_VALUE, -1)));
        }
        return new WorldState(
                f.integer("tick", 0, Integer.MAX_VALUE),
                f.integer("last_input_seq", 0, Integer.MAX_VALUE),
                f.integer("ends_at_tick", 0, Integer.MAX_VALUE),
                tanks,
                events);
    }

    private static Tank readTank(JsonFields f) throws MalformedBody {
        return new Tank(
                f.integer("id", 0, Integer.MAX_VALUE),
                f.text("name", NAME_LENGTH_MAX),
                f.bool("bot"),
                number(f, "x", METRES_MAX),
                number(f, "y", METRES_MAX),
                number(f, "hull", 360),
                number(f, "turret", 360),
                f.integer("hp", 0, HIT_POINTS_MAX),
                f.bool("alive"),
                f.integer("score", -HIT_POINTS_MAX, HIT_POINTS_MAX));
    }

    private static double number(JsonFields f, String name, double max) throws MalformedBody {
        var value = f.numberOrNull(name, -max, max);
        if (value == null) {
            throw f.wrong(name, "missing", "present");
        }
        return value;
    }
}
