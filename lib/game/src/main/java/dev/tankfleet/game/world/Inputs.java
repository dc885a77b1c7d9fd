package dev.tankfleet.game.world;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.rules.ShellKind;

/**
 * What each seat asks of its tank: column [seat], the latest input wins; owned by the match's
 * thread.
 *
 * <p>Inputs are state: they stay in force until the next one or until they are too old.
 */
public final class Inputs {

    /** Full throttle and full turn, in permille. */
    public static final int FULL = 1_000;

    /** -1000 (backwards) to 1000 (forwards). */
    public final int[] throttle;

    /** -1000 (clockwise) to 1000 (counter-clockwise). */
    public final int[] turn;

    /** Where the gun shall point in the world, 1/65,536 of a turn. */
    public final int[] aim;

    /** 1 while the trigger is held. */
    public final int[] fire;

    /** Which kind of shell to load: a number of a kind. */
    public final int[] ability;

    /** Ticks since this input came. */
    public final int[] age;

    Inputs(State state, int seats) {
        throttle = state.column(seats);
        turn = state.column(seats);
        aim = state.column(seats);
        fire = state.column(seats);
        ability = state.column(seats);
        age = state.column(seats);
    }

    /**
     * Takes a new input. What exceeds its range counts as the end of the range, angles are wrapped.
     */
    public void set(
            int seat, int newThrottle, int newTurn, int newAim, boolean isFiring, int newAbility) {
        throttle[seat] = Math.max(-FULL, Math.min(FULL, newThrottle));
        turn[seat] = Math.max(-FULL, Math.min(FULL, newTurn));
        aim[seat] = Angle.wrap(newAim);
        fire[seat] = isFiring ? 1 : 0;
        ability[seat] = Math.max(0, Math.min(ShellKind.abilityMax(), newAbility));
        age[seat] = 0;
    }

    /** Lets go of everything; the gun stays where it points, and its shell in it. */
    public void release(int seat) {
        throttle[seat] = 0;
        turn[seat] = 0;
        fire[seat] = 0;
    }

    void clear(int seat) {
        release(seat);
        aim[seat] = 0;
        ability[seat] = 0;
        age[seat] = 0;
    }
}
