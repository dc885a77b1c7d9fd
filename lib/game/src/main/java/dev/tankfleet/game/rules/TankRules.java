package dev.tankfleet.game.rules;

import dev.tankfleet.game.angle.Angle;

/**
 * What one type of tank can do. A tank is a disc: its hull turns on the spot.
 *
 * @param type which type it is
 * @param radiusMm half its width, mm
 * @param hitPoints what it can take, 1 or more
 * @param armour what its plates keep out
 * @param speedMax forwards, mm per tick
 * @param reverseMax backwards, mm per tick
 * @param acceleration gain of speed, mm per tick and tick
 * @param braking loss of speed when the input asks for less, mm per tick and tick
 * @param scrapeLoss a tank that slides along something loses one part in this many of its speed per
 *     tick
 * @param hullTurn how far the hull turns in a tick, 1/65,536 of a turn
 * @param turretTurn how far the turret turns in a tick, 1/65,536 of a turn
 * @param reloadTicks from a shot (or a spawn) to the next shot, of a shell that takes no longer
 *     than usual
 */
public record TankRules(
        TankType type,
        int radiusMm,
        int hitPoints,
        Armour armour,
        int speedMax,
        int reverseMax,
        int acceleration,
        int braking,
        int scrapeLoss,
        int hullTurn,
        int turretTurn,
        int reloadTicks) {

    /** Sums of two radii are squared in an int. */
    private static final int RADIUS_MAX_MM = 10_000;

    public TankRules {
        Check.that(radiusMm > 0 && radiusMm <= RADIUS_MAX_MM, "radiusMm", radiusMm, "1 to 10000");
        Check.positive("hitPoints", hitPoints);
        Check.that(
                speedMax > 0 && speedMax < radiusMm, "speedMax", speedMax, "1 to below radiusMm");
        Check.that(
                reverseMax >= 0 && reverseMax <= speedMax,
                "reverseMax",
                reverseMax,
                "0 to speedMax");
        Check.positive("acceleration", acceleration);
        Check.positive("braking", braking);
        Check.positive("scrapeLoss", scrapeLoss);
        Check.that(hullTurn >= 0 && hullTurn <= Angle.HALF, "hullTurn", hullTurn, "0 to 32768");
        Check.that(
                turretTurn >= 0 && turretTurn <= Angle.HALF,
                "turretTurn",
                turretTurn,
                "0 to 32768");
        Check.positive("reloadTicks", reloadTicks);
    }

    /** The most ticks that pass from the end of the input until the tank stands still. */
    public int stopTicksMax() {
        return (speedMax + braking - 1) / braking;
    }
}
