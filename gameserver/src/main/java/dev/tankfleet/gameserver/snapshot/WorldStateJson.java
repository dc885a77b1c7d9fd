package dev.tankfleet.gameserver.snapshot;

import dev.tankfleet.game.rules.Rules;
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
    private static final byte[] TAIL = ascii("]}");
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] NAME = ascii(",\"name\":\"");
    private static final byte[] TYPE = ascii("\",\"team\":0,\"type\":\"");
    private static final byte[] BOT = ascii("\",\"bot\":");
    private static final byte[] X = ascii(",\"x\":");
    private static final byte[] Y = ascii(",\"y\":");
    private static final byte[] HULL = ascii(",\"hull\":");
    private static final byte[] TURRET = ascii(",\"turret\":");
    private static final byte[] SPEED = ascii(",\"speed\":");
    private static final byte[] HP = ascii(",\"hp\":");
    private static final byte[] ALIVE = ascii(",\"alive\":");
    private static final byte[] SCORE = ascii(",\"score\":");
    private static final byte[] ANGLE = ascii(",\"angle\":");
    private static final byte[] EVENT = ascii("{\"type\":\"");
    private static final byte[] EVENT_TICK = ascii("\",\"tick\":");
    private static final byte[] BY = ascii(",\"by\":");
    private static final byte[] TO = ascii(",\"to\":");

    // Generous: the longest tank is some 290 bytes with the longest name, a shell some 70, an event
    // some 70.
    private static final int FRAME_BYTES = 256;
    private static final int TANK_BYTES = 340;
    private static final int SHELL_BYTES = 96;
    private static final int EVENT_BYTES = 96;

    private final WorldView world;
    private final TankNames names;
    private final String tankType;
    private final JsonBytes json;

    WorldStateJson(WorldView world, TankNames names) {
        this.world = world;
        this.names = names;
        this.tankType = world.rules().tank().type();
        int seats = world.tanks().seats();
        int shells = world.shells().slots();
        int eventsMax = 2 * seats + 2 * shells;
        json =
                new JsonBytes(
                        FRAME_BYTES
                                + seats * TANK_BYTES
                                + shells * SHELL_BYTES
                                + eventsMax * EVENT_BYTES);
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
        json.put(TAIL);
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
        json.put(TYPE);
        json.putAscii(tankType);
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
        json.put(ALIVE);
        json.putBoolean(tanks.isAlive(seat));
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
            json.put('}');
        }
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
            default -> throw new IllegalStateException("an event of no known type");
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
