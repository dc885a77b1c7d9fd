package dev.tankfleet.game.rules;

import dev.tankfleet.game.angle.Angle;

/**
 * How well a bot drives and shoots.
 *
 * @param name what the skill is called
 * @param reactionTicks from first sight to the first shot
 * @param aimErrorMax the hand is off by up to this much, 1/65,536 of a turn, below a quarter
 * @param leadPermille how much of a target's way it makes up for; 1000 aims where the target will
 *     be
 * @param hesitation the chance to pull the trigger in a tick is one in this many, at least 1
 * @param pauseMinTicks it thinks again after at least this long
 * @param pauseSpreadTicks and up to this much later, at least 1
 * @param rangeMm it does not shoot farther than this
 * @param chaseMm a guard leaves its post for somebody hidden who is up to this near
 * @param explosiveFromPermille it loads HE against frontal armour of at least this; above 1000
 *     never
 */
public record BotSkill(
        String name,
        int reactionTicks,
        int aimErrorMax,
        int leadPermille,
        int hesitation,
        int pauseMinTicks,
        int pauseSpreadTicks,
        int rangeMm,
        int chaseMm,
        int explosiveFromPermille) {

    private static final int LEAD_MAX_PERMILLE = 2_000;

    public BotSkill {
        Check.notNegative("reactionTicks", reactionTicks);
        Check.that(
                aimErrorMax > 0 && aimErrorMax < Angle.QUARTER,
                "aimErrorMax",
                aimErrorMax,
                "1 to 16383");
        Check.that(
                leadPermille >= 0 && leadPermille <= LEAD_MAX_PERMILLE,
                "leadPermille",
                leadPermille,
                "0 to 2000");
        Check.positive("hesitation", hesitation);
        Check.notNegative("pauseMinTicks", pauseMinTicks);
        Check.positive("pauseSpreadTicks", pauseSpreadTicks);
        Check.positive("rangeMm", rangeMm);
        Check.notNegative("chaseMm", chaseMm);
        Check.positive("explosiveFromPermille", explosiveFromPermille);
    }
}
