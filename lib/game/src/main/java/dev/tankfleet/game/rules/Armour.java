package dev.tankfleet.game.rules;

import dev.tankfleet.game.angle.Angle;

/**
 * What the plates of a tank keep out, by the side that is struck.
 *
 * @param frontPermille share of the damage that the front keeps out, 0 to 1000
 * @param sidePermille the same for both sides
 * @param rearPermille the same for the rear
 * @param frontArc what comes from within this angle of the hull's direction strikes the front,
 *     1/65,536 of a turn, at most a quarter
 * @param rearArc what comes from within this angle of the opposite direction strikes the rear, at
 *     most a quarter
 */
public record Armour(
        int frontPermille, int sidePermille, int rearPermille, int frontArc, int rearArc) {

    public Armour {
        Check.permille("frontPermille", frontPermille);
        Check.permille("sidePermille", sidePermille);
        Check.permille("rearPermille", rearPermille);
        Check.that(frontArc >= 0 && frontArc <= Angle.QUARTER, "frontArc", frontArc, "0 to 16384");
        Check.that(rearArc >= 0 && rearArc <= Angle.QUARTER, "rearArc", rearArc, "0 to 16384");
    }

    /**
     * The share of the damage that is kept out, in permille.
     *
     * @param hull where the tank's hull points
     * @param towards the direction from the tank to where the damage comes from
     */
    public int permilleAgainst(int hull, int towards) {
        int off = Math.abs(Angle.difference(hull, towards));
        if (off <= frontArc) {
            return frontPermille;
        }
        return off >= Angle.HALF - rearArc ? rearPermille : sidePermille;
    }
}
