package dev.tankfleet.webclient.replay;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;

/**
 * Plays a match by script and tells its hash. Stateless; the work is the caller's, some ms for each
 * thousand ticks.
 */
public final class Replay {

    /** Numbers in a row of a script: tick, seat, throttle, turn, aim, fire, ability. */
    public static final int ROW = 7;

    /** Ticks of one replay at most: ten minutes. */
    public static final int TICKS_MAX = 18_000;

    private Replay() {}

    /**
     * Plays a match to the end of the script's time.
     *
     * @param seed decides all that is left to chance
     * @param people seats 0 to {@code people - 1} are people's, all others bots'
     * @param ticks steps to make, at most {@link #TICKS_MAX}
     * @param script rows of {@link #ROW} numbers in the order of their ticks: before which step
     *     (from 0) whose input changes to what, as {@link Simulation#input} takes it; fire is 0 or
     *     1
     * @return the hash of the whole state after the last step
     * @throws IllegalArgumentException when a number is out of its range or a row is cut off
     */
    public static int hash(
            GameMap map, Rules rules, int seed, int people, int ticks, int[] script) {
        if (ticks < 0 || ticks > TICKS_MAX) {
            throw new IllegalArgumentException(
                    "ticks: " + ticks + " (expected: 0 to " + TICKS_MAX + ")");
        }
        if (script.length % ROW != 0) {
            throw new IllegalArgumentException(
                    "script: " + script.length + " numbers (expected: rows of " + ROW + ")");
        }
        var match = Simulation.create(map, rules, seed);
        seat(match, people);
        int at = 0;
        for (int tick = 0; tick < ticks; tick++) {
            while (at < script.length && script[at] <= tick) {
                input(match, script, at);
                at += ROW;
            }
            match.step();
        }
        return match.hash();
    }

    private static void seat(Simulation match, int people) {
        for (int seat = 0; seat < match.view().tanks().seats(); seat++) {
            if (seat < people) {
                match.seatPerson(seat, TankType.of(seat % TankType.values().length));
            } else {
                match.seatBot(seat);
            }
        }
    }

    private static void input(Simulation match, int[] script, int at) {
        boolean isFiring = script[at + 5] != 0;
        match.input(
                script[at + 1],
                script[at + 2],
                script[at + 3],
                script[at + 4],
                isFiring,
                script[at + 6]);
    }
}
