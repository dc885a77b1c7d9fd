package dev.tankfleet.game.rules;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.rules.ModeRules.ScoreRules;
import dev.tankfleet.game.rules.ModeRules.SpawnRules;

import java.util.List;

/** The numbers of this build: tanks, shells and bots, which all modes share, and the modes. */
final class Balance {

    private static final int SECOND = Rules.TICKS_PER_SECOND;

    /** What comes from within 55 degrees of the hull's direction strikes the front. */
    private static final int FRONT_ARC = Angle.TURN * 55 / 360;

    /** What comes from within 45 degrees of its back strikes the rear. */
    private static final int REAR_ARC = Angle.TURN / 8;

    /** In the order of {@link TankType}. */
    static final List<TankRules> TANKS =
            List.of(
                    new TankRules(
                            TankType.LIGHT,
                            1_000, // 2 m wide
                            70,
                            new Armour(150, 50, 0, FRONT_ARC, REAR_ARC),
                            270, // 8.1 m/s
                            160, // 4.8 m/s
                            12, // full speed after 0.8 s
                            18, // stands after 0.5 s
                            16,
                            1_100, // 181° a second
                            1_400, // 231° a second
                            24), // a shot in 0.8 s
                    new TankRules(
                            TankType.MEDIUM,
                            1_200, // 2.4 m wide
                            100,
                            new Armour(300, 150, 0, FRONT_ARC, REAR_ARC),
                            200, // 6 m/s
                            120, // 3.6 m/s
                            8, // full speed after 0.8 s
                            12, // stands after 0.6 s
                            16,
                            820, // 135° a second
                            1_092, // 180° a second
                            30), // a shot a second
                    new TankRules(
                            TankType.HEAVY,
                            1_450, // 2.9 m wide
                            160,
                            new Armour(450, 250, 50, FRONT_ARC, REAR_ARC),
                            145, // 4.4 m/s
                            85, // 2.6 m/s
                            5, // full speed after 1 s
                            9, // stands after 0.6 s
                            16,
                            580, // 96° a second
                            760, // 125° a second
                            42)); // a shot in 1.4 s

    /** In the order of {@link ShellKind}. */
    static final List<ShellRules> SHELLS =
            List.of(
                    new ShellRules(
                            ShellKind.AP,
                            100,
                            1_200, // 36 m/s
                            50, // 60 m
                            36, // a medium tank's front takes four
                            1_000,
                            0,
                            0,
                            1_000,
                            700),
                    new ShellRules(
                            ShellKind.HE,
                            150,
                            800, // 24 m/s
                            60, // 48 m
                            27,
                            250,
                            4_000,
                            22,
                            1_250,
                            700));

    /** Sees late, aims badly, stays where it was put. */
    static final BotSkill RECRUIT =
            new BotSkill(
                    "recruit", 22, 3_300, // 18 degrees
                    500, 24, 10, 12, 24_000, 12_000, 1_001);

    /** About as good as a person. */
    static final BotSkill REGULAR =
            new BotSkill(
                    "regular", 12, 2_200, // 12 degrees
                    1_000, 16, 6, 8, 30_000, 20_000, 1_001);

    /** Better than most people, and it knows its shells. */
    static final BotSkill VETERAN =
            new BotSkill(
                    "veteran", 7, 1_300, // 7 degrees
                    1_000, 10, 4, 6, 36_000, 32_000, 400);

    static final ModeRules FREE_FOR_ALL =
            new ModeRules(
                    "free_for_all",
                    List.of("crossfire", "quarry"),
                    16,
                    16,
                    300 * SECOND,
                    60 * SECOND,
                    new BotRules(
                            8,
                            -1, // eight tanks drive, whoever they are
                            8,
                            List.of(REGULAR, RECRUIT, REGULAR, VETERAN),
                            List.of(
                                    TankType.MEDIUM,
                                    TankType.LIGHT,
                                    TankType.MEDIUM,
                                    TankType.HEAVY,
                                    TankType.MEDIUM)),
                    new SpawnRules(3 * SECOND, 3 * SECOND, 2 * SECOND),
                    new ScoreRules(10, 100, 0, 0),
                    new Goal.Kills(20));

    static final ModeRules PVE_HEIST =
            new ModeRules(
                    "pve_heist",
                    List.of("bank"),
                    16,
                    6,
                    360 * SECOND,
                    180 * SECOND,
                    new BotRules(
                            3,
                            1,
                            10,
                            List.of(RECRUIT, RECRUIT, REGULAR, RECRUIT, VETERAN),
                            List.of(TankType.LIGHT, TankType.MEDIUM, TankType.HEAVY)),
                    new SpawnRules(5 * SECOND, 20 * SECOND, 2 * SECOND),
                    new ScoreRules(10, 50, 20, 300),
                    new Goal.Heist(20 * SECOND, 2, 500, 12, 250));

    private Balance() {}
}
