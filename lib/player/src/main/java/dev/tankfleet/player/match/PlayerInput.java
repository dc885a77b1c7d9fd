package dev.tankfleet.player.match;

/**
 * What a player wants his tank to do from now on.
 *
 * @param throttle −1 … 1
 * @param turn −1 … 1, above zero counter-clockwise
 * @param aimDegrees direction of the turret in the world
 * @param fire whether the trigger is held
 */
public record PlayerInput(double throttle, double turn, double aimDegrees, boolean fire) {
    /** Hands off. */
    public static PlayerInput none(double aimDegrees) {
        return new PlayerInput(0, 0, aimDegrees, false);
    }
}
