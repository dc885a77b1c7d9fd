package dev.tankfleet.e2e.drop;

import dev.tankfleet.e2e.Fault;
import dev.tankfleet.e2e.Fault.Blow;
import dev.tankfleet.e2e.Fault.Direction;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What befalls one player: his connection breaks, some of his tries to return break too, and then
 * one succeeds.
 *
 * @param first how the connection that plays breaks
 * @param onTheWay how the tries to return break, none or more
 * @param turns for each try, and for the one that succeeds, whether it goes to the other gateway
 * @param way with what he returns in the end
 */
record Mishap(Fault first, List<Fault> onTheWay, List<Boolean> turns, Way way) {
    private static final int TRIES_IN_VAIN_MAX = 2;
    private static final int FINDS_IN = 8;

    /** In a WebSocket's life: the upgrade is the first chunk each way, AUTH the second. */
    static final int UPGRADE = 1;

    private static final int AUTH = 2;

    Mishap {
        onTheWay = List.copyOf(onTheWay);
        turns = List.copyOf(turns);
    }

    /** With what a player returns. */
    enum Way {
        RESUME,
        FIND
    }

    /** Draws one. */
    static Mishap draw(RandomGenerator random) {
        var first = new Fault(direction(random), 1, blow(random));
        var onTheWay = new ArrayList<Fault>();
        var turns = new ArrayList<Boolean>();
        for (int i = random.nextInt(TRIES_IN_VAIN_MAX + 1); i > 0; i--) {
            onTheWay.add(random.nextInt(4) == 0 ? atUpgrade(random) : atAuth(random));
            turns.add(random.nextBoolean());
        }
        turns.add(random.nextBoolean());
        var way = random.nextInt(FINDS_IN) == 0 ? Way.FIND : Way.RESUME;
        return new Mishap(first, onTheWay, turns, way);
    }

    /** Connections that it breaks. */
    int drops() {
        return 1 + onTheWay.size();
    }

    /** A line that is silent from the start would only make the client wait for its time-out. */
    private static Fault atUpgrade(RandomGenerator random) {
        var blow = blow(random);
        return new Fault(
                direction(random), UPGRADE, blow == Blow.FALL_SILENT ? Blow.RESET_BEFORE : blow);
    }

    private static Fault atAuth(RandomGenerator random) {
        return new Fault(direction(random), AUTH, blow(random));
    }

    private static Direction direction(RandomGenerator random) {
        return random.nextBoolean() ? Direction.TO_CLIENT : Direction.TO_SERVER;
    }

    private static Blow blow(RandomGenerator random) {
        return Blow.values()[random.nextInt(Blow.values().length)];
    }
}
