package dev.tankfleet.gameserver.snapshot;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.view.ObjectiveView;
import dev.tankfleet.game.view.ShellView;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.process.HotPath;

import java.nio.charset.StandardCharsets;

/**
 * Writes {@code WORLD_STATE}: the world once per tick, then per player only the digits of {@code
 * last_input_seq}, which stand in a place of fixed width at the front. Owned by the match's thread.
 */
@HotPath
final class WorldStateJson {
    private static final byte[] HEAD = ascii("{\"type\":\"WORLD_STATE\",\"last_input_seq\":");
    private static final byte[] TICK = ascii(",\"tick\":");
    private static final byte[] ENDS_AT = ascii(",\"ends_at_tick\":");
    private static final byte[] TANKS = ascii(",\"tanks\":[");
    private static final byte[] SHELLS = ascii("],\"shells\":[");
    private static final byte[] EVENTS = ascii("],\"events\":[");
    private static final byte[] OBJECTIVE = ascii("],\"objective\":{\"phase\":\"");
    private static final byte[] PROGRESS = ascii("\",\"progress\":");
    private static final byte[] LIVES = ascii(",\"lives\":");
    private static final byte[] ESCAPED_COUNT = ascii(",\"escaped\":");
    private static final byte[] ESCAPES_NEEDED = ascii(",\"escapes_needed\":");
    private static final byte[] TAIL = ascii("]}");
    private static final byte[] TAIL_OF_OBJECTIVE = ascii("}}");
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] NAME = ascii(",\"name\":\"");
    private static final byte[] TEAM = ascii("\",\"team\":");
    private static final byte[] TYPE = ascii(",\"type\":\"");
    private static final byte[] BOT = ascii("\",\"bot\":");
    private static final byte[] X = ascii(",\"x\":");
    private static final byte[] Y = ascii(",\"y\":");
    private static final byte[] HULL = ascii(",\"hull\":");
    private static final byte[] TURRET = ascii(",\"turret\":");
    private static final byte[] SPEED = ascii(",\"speed\":");
    private static final byte[] HP = ascii(",\"hp\":");
    private static final byte[] HP_MAX = ascii(",\"hp_max\":");
    private static final byte[] LOADED = ascii(",\"loaded\":\"");
    private static final byte[] ESCAPED = ascii(",\"escaped\":true");
    private static final byte[] KIND = ascii(",\"kind\":\"");
    private static final byte[] ALIVE = ascii("\",\"alive\":");
    private static final byte[] SCORE = ascii(",\"score\":");
    private static final byte[] ANGLE = ascii(",\"angle\":");
    private static final byte[] EVENT = ascii("{\"type\":\"");
    private static final byte[] EVENT_TICK = ascii("\",\"tick\":");
    private static final byte[] BY = ascii(",\"by\":");
    private static final byte[] TO = ascii(",\"to\":");

    // Generous: the longest tank is some 350 bytes with the longest name, a shell some 80, an event
    // some 100, what stands around them some 220.
    private static final int FRAME_BYTES = 384;
    private static final int TANK_BYTES = 420;
    private static final int SHELL_BYTES = 112;
    private static final int EVENT_BYTES = 128;

    private final WorldView world;
    private final TankNames names;
    private final JsonBytes json;

    WorldStateJson(WorldView world, TankNames names) {
        this.world = world;
        this.names = names;
        int seats = world.tanks().seats();
        int shells = world.shells().slots();
        json =
                new JsonBytes(
                        FRAME_BYTES
                                + seats * TANK_BYTES
                                + shells * SHELL_BYTES
                                + world.events().countMax() * EVENT_BYTES);
    }

    /** Writes the world as it stands. */
    void encodeWorld() {
        json.rewind(0);
        json.put(HEAD);
        json.putPadded(0);
        json.put(TICK);
        json.putInt(world.tick());
        json.put(ENDS_AT);
        json.putInt(world.endsAtTick());
        json.put(TANKS);
        encodeTanks();
        json.put(SHELLS);
        encodeShells();
        json.put(EVENTS);
        encodeEvents();
        if (world.objective().isGiven()) {
            encodeObjective();
            json.put(TAIL_OF_OBJECTIVE);
        } else {
            json.put(TAIL);
        }
    }

    /** Makes the frame that of one player. */
    void encodeLastInputSeq(int lastInputSeq) {
        int length = json.length();
        json.rewind(HEAD.length);
        json.putPadded(lastInputSeq);
        json.rewind(length);
    }

    byte[] buffer() {
        return json.buffer();
    }

    int length() {
        return json.length();
    }

    private void encodeTanks() {
        TankView tanks = world.tanks();
        boolean isFirst = true;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isTaken(seat)) {
                separate(isFirst);
                encodeTank(tanks, seat);
                isFirst = false;
            }
        }
    }

    private void encodeTank(TankView tanks, int seat) {
        json.put(ID);
        json.putInt(tanks.id(seat));
        json.put(NAME);
        json.putAscii(names.of(seat, tanks.isBot(seat)));
        json.put(TEAM);
        json.putInt(tanks.team(seat));
        json.put(TYPE);
        json.putAscii(tanks.type(seat).word());
        json.put(BOT);
        json.putBoolean(tanks.isBot(seat));
        json.put(X);
        json.putMetres(tanks.x(seat));
        json.put(Y);
        json.putMetres(tanks.y(seat));
        json.put(HULL);
        json.putDegrees(tanks.hull(seat));
        json.put(TURRET);
        json.putDegrees(tanks.turret(seat));
        json.put(SPEED);
        json.putMetres(tanks.speed(seat) * Rules.TICKS_PER_SECOND);
        json.put(HP);
        json.putInt(tanks.hitPoints(seat));
        json.put(HP_MAX);
        json.putInt(tanks.rules(seat).hitPoints());
        json.put(LOADED);
        json.putAscii(tanks.loaded(seat).word());
        json.put(ALIVE);
        json.putBoolean(tanks.isAlive(seat));
        if (tanks.hasEscaped(seat)) {
            json.put(ESCAPED);
        }
        json.put(SCORE);
        json.putInt(tanks.score(seat));
        json.put('}');
    }

    private void encodeShells() {
        ShellView shells = world.shells();
        boolean isFirst = true;
        for (int slot = 0; slot < shells.slots(); slot++) {
            if (shells.isFlying(slot)) {
                separate(isFirst);
                json.put(ID);
                json.putInt(shells.id(slot));
                json.put(KIND);
                json.putAscii(shells.kind(slot).word());
                json.put('"');
                json.put(X);
                json.putMetres(shells.x(slot));
                json.put(Y);
                json.putMetres(shells.y(slot));
                json.put(ANGLE);
                json.putDegrees(shells.angle(slot));
                json.put('}');
                isFirst = false;
            }
        }
    }

    private void encodeEvents() {
        Events events = world.events();
        for (int i = 0; i < events.count(); i++) {
            separate(i == 0);
            json.put(EVENT);
            json.putAscii(wordOf(events.type(i)));
            json.put(EVENT_TICK);
            json.putInt(world.tick());
            json.put(BY);
            json.putInt(events.by(i));
            if (events.to(i) != 0) {
                json.put(TO);
                json.putInt(events.to(i));
            }
            if (events.type(i) == Events.BURST) {
                json.put(X);
                json.putMetres(events.x(i));
                json.put(Y);
                json.putMetres(events.y(i));
            }
            json.put('}');
        }
    }

    /** Closes the list of events and writes what the people are to reach. */
    private void encodeObjective() {
        ObjectiveView objective = world.objective();
        json.put(OBJECTIVE);
        json.putAscii(objective.stage().word());
        json.put(PROGRESS);
        json.putThousandths(objective.heldPermille());
        json.put(LIVES);
        json.putInt(objective.lives());
        json.put(ESCAPED_COUNT);
        json.putInt(objective.escaped());
        json.put(ESCAPES_NEEDED);
        json.putInt(objective.escapesNeeded());
    }

    private void separate(boolean isFirst) {
        if (!isFirst) {
            json.put(',');
        }
    }

    private static String wordOf(int eventType) {
        return switch (eventType) {
            case Events.FIRE -> "fire";
            case Events.HIT -> "hit";
            case Events.KILL -> "kill";
            case Events.SPAWN -> "spawn";
            case Events.BURST -> "burst";
            case Events.SPLASH -> "splash";
            case Events.ESCAPE -> "escape";
            default -> throw new IllegalStateException("an event of no known type");
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
