package dev.tankfleet.game.rules;

/**
 * How a kind of shell flies and what it does. It is a disc to tanks and a point to walls.
 *
 * @param kind which kind it is
 * @param radiusMm half its width, mm
 * @param speed mm per tick
 * @param flightTicks how long it flies if it strikes nothing
 * @param damage hit points that a strike takes from a tank without armour
 * @param armourPermille how much of the armour counts against it, 0 to 1000
 * @param splashMm how far from where it bursts it still hurts, to the edge of a tank; 0 for a shell
 *     that does not burst
 * @param splashDamage hit points that a burst takes from a tank that touches it; it falls evenly to
 *     nothing at {@code splashMm}
 * @param reloadPermille how long the gun reloads it, as a share of the tank's own reload, 1 to 5000
 * @param swapPermille when a gun changes to this shell, at least this share of the reload is still
 *     to be done, 0 to 1000
 */
public record ShellRules(
        ShellKind kind,
        int radiusMm,
        int speed,
        int flightTicks,
        int damage,
        int armourPermille,
        int splashMm,
        int splashDamage,
        int reloadPermille,
        int swapPermille) {

    private static final int LENGTH_MAX_MM = 10_000;
    private static final int DAMAGE_MAX = 100_000;
    private static final int RELOAD_MAX_PERMILLE = 5_000;

    public ShellRules {
        Check.that(radiusMm >= 0 && radiusMm <= LENGTH_MAX_MM, "radiusMm", radiusMm, "0 to 10000");
        Check.positive("speed", speed);
        Check.positive("flightTicks", flightTicks);
        Check.that(damage > 0 && damage <= DAMAGE_MAX, "damage", damage, "1 to 100000");
        Check.permille("armourPermille", armourPermille);
        Check.that(splashMm >= 0 && splashMm <= LENGTH_MAX_MM, "splashMm", splashMm, "0 to 10000");
        Check.that(
                splashDamage >= 0 && splashDamage <= DAMAGE_MAX,
                "splashDamage",
                splashDamage,
                "0 to 100000");
        Check.that(
                reloadPermille > 0 && reloadPermille <= RELOAD_MAX_PERMILLE,
                "reloadPermille",
                reloadPermille,
                "1 to 5000");
        Check.permille("swapPermille", swapPermille);
    }

    /** Whether it hurts more than what it strikes. */
    public boolean isBursting() {
        return splashMm > 0;
    }

    /** How much of a reload of so many ticks is at least to be done after a change to it. */
    public int swapTicks(int reloadTicks) {
        return Check.shareOf(reloadTicks, swapPermille);
    }

    /** What a strike takes from a tank whose armour keeps out this share. */
    public int damageThrough(int armour) {
        return Check.shareOf(damage, Check.PERMILLE - Check.shareOf(armour, armourPermille));
    }

    /**
     * What a burst takes from a tank whose edge is this far away and whose armour keeps out this.
     */
    public int splashThrough(int armour, int distanceMm) {
        if (distanceMm >= splashMm) {
            return 0;
        }
        int here = splashDamage * (splashMm - distanceMm) / splashMm;
        return Check.shareOf(here, Check.PERMILLE - Check.shareOf(armour, armourPermille));
    }
}
