/**
 * Angles without floating point: 65,536 units are one turn, 0 points along +x, rising angles turn
 * counter-clockwise.
 *
 * <p>Pure functions for any thread. Every other room of the game stands on this one; it knows none
 * of them.
 */
@HotPath
@NullMarked
package dev.tankfleet.game.angle;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
