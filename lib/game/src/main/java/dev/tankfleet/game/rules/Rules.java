package dev.tankfleet.game.rules;

import java.util.List;

/**
 * All numbers of one game.
 *
 * @param tanks what each type of tank can do, in the order of {@link TankType}
 * @param shells how each kind of shell flies, in the order of {@link ShellKind}
 * @param mode how the match goes
 * @param inputHoldTicks an input counts for this many ticks; a tank that hears nothing for longer
 *     lets go of throttle, turn and trigger
 */
public record Rules(
        List<TankRules> tanks, List<ShellRules> shells, ModeRules mode, int inputHoldTicks) {

    /** The length of a tick: 30 make a second. */
    public static final int TICKS_PER_SECOND = 30;

    private static final Rules FREE_FOR_ALL = of(Balance.FREE_FOR_ALL);
    private static final Rules PVE_HEIST = of(Balance.PVE_HEIST);

    public Rules {
        tanks = List.copyOf(tanks);
        shells = List.copyOf(shells);
        Check.that(tanks.size() == 3, "tanks", tanks.size(), "one of each type");
        Check.that(shells.size() == 2, "shells", shells.size(), "one of each kind");
        for (int i = 0; i < tanks.size(); i++) {
            Check.that(tanks.get(i).type().number() == i, "tanks", i, "in the order of types");
        }
        for (int i = 0; i < shells.size(); i++) {
            Check.that(shells.get(i).kind().number() == i, "shells", i, "in the order of kinds");
        }
        Check.positive("inputHoldTicks", inputHoldTicks);
    }

    /** Everyone against everyone: 16 seats, 300 s or 20 kills. */
    public static Rules freeForAll() {
        return FREE_FOR_ALL;
    }

    /** People against bots: reach the vault, hold it, get out. */
    public static Rules heist() {
        return PVE_HEIST;
    }

    /** Those of every mode. */
    public static List<Rules> all() {
        return List.of(FREE_FOR_ALL, PVE_HEIST);
    }

    /** The same tanks and shells in another mode. */
    public Rules with(ModeRules otherMode) {
        return new Rules(tanks, shells, otherMode, inputHoldTicks);
    }

    /** What the type with this number can do. */
    public TankRules tank(int type) {
        return tanks.get(type);
    }

    /** What this type can do. */
    public TankRules tank(TankType type) {
        return tanks.get(type.number());
    }

    /** How the kind with this number flies. */
    public ShellRules shell(int kind) {
        return shells.get(kind);
    }

    /** How this kind flies. */
    public ShellRules shell(ShellKind kind) {
        return shells.get(kind.number());
    }

    /** From a shot of a tank of this type to the next, when this kind of shell is loaded. */
    public int reloadTicks(int type, int kind) {
        int ticks = Check.shareOf(tank(type).reloadTicks(), shell(kind).reloadPermille());
        return Math.max(1, ticks);
    }

    /** The most shells of one tank that are in the air at once. */
    public int shellsPerTankMax() {
        int flightMax = 0;
        int reloadMin = Integer.MAX_VALUE;
        for (int kind = 0; kind < shells.size(); kind++) {
            flightMax = Math.max(flightMax, shell(kind).flightTicks());
            for (int type = 0; type < tanks.size(); type++) {
                reloadMin = Math.min(reloadMin, reloadTicks(type, kind));
            }
        }
        return flightMax / reloadMin + 1;
    }

    private static Rules of(ModeRules mode) {
        return new Rules(Balance.TANKS, Balance.SHELLS, mode, TICKS_PER_SECOND / 2);
    }
}
