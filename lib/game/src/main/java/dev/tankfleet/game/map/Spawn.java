package dev.tankfleet.game.map;

/**
 * A place where tanks enter.
 *
 * @param x mm
 * @param y mm
 * @param angle where hull and turret point, 1/65,536 of a turn
 * @param isGuarded whether it lies where a map's guards come from; where people play against bots,
 *     the bots enter here and the people elsewhere
 */
public record Spawn(int x, int y, int angle, boolean isGuarded) {}
