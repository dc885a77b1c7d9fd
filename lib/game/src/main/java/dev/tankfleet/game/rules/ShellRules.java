package dev.tankfleet.game.rules;

/**
 * How a shell flies. It is a disc to tanks and a point to walls.
 *
 * @param radiusMm half its width, mm
 * @param speed mm per tick
 * @param flightTicks how long it flies if it strikes nothing
 * @param damage hit points that a hit takes
 */
public record ShellRules(int radiusMm, int speed, int flightTicks, int damage) {

    private static final int RADIUS_MAX_MM = 10_000;

    public ShellRules {
        Check.that(radiusMm >= 0 && radiusMm <= RADIUS_MAX_MM, "radiusMm", radiusMm, "0 to 10000");
        Check.positive("speed", speed);
        Check.positive("flightTicks", flightTicks);
        Check.positive("damage", damage);
    }
}
