package dev.tankfleet.game.map;

/**
 * A place where tanks enter.
 *
 * @param x mm
 * @param y mm
 * @param angle where hull and turret point, 1/65,536 of a turn
 */
public record Spawn(int x, int y, int angle) {}
