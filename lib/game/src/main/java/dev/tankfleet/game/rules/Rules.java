package dev.tankfleet.game.rules;

/**
 * All numbers of one game.
 *
 * @param tank what every tank can do
 * @param shell how its shells fly
 * @param mode how the match goes
 * @param inputHoldTicks an input counts for this many ticks; a tank that hears nothing for longer
 *     lets go of throttle, turn and trigger
 */
public record Rules(TankRules tank, ShellRules shell, ModeRules mode, int inputHoldTicks) {

    /** The length of a tick: 30 make a second. */
    public static final int TICKS_PER_SECOND = 30;

    private static final Rules FREE_FOR_ALL =
            new Rules(
                    new TankRules(
                            "ranger", 1_200, // radius: 2.4 m wide
                            100, 200, // 6 m/s
                            120, // 3.6 m/s
                            8, // full speed after 0.8 s
                            12, // stands after 0.6 s
                            16, 820, // 135° a second
                            1_092, // 180° a second
                            30, // one shot a second
                            90, // 3 s
                            60), // 2 s
                    new ShellRules(
                            100, 1_000, // 30 m/s
                            60, // 60 m
                            25), // four hits kill
                    new ModeRules(
                            "free_for_all",
                            16,
                            300 * TICKS_PER_SECOND,
                            20,
                            60 * TICKS_PER_SECOND,
                            8,
                            10,
                            100),
                    TICKS_PER_SECOND / 2);

    public Rules {
        Check.positive("inputHoldTicks", inputHoldTicks);
    }

    /** Everyone against everyone: 16 seats, 300 s or 20 kills. */
    public static Rules freeForAll() {
        return FREE_FOR_ALL;
    }

    /** The most shells of one tank that are in the air at once. */
    public int shellsPerTankMax() {
        return shell.flightTicks() / tank.reloadTicks() + 1;
    }
}
