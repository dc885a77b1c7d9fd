/**
 * The rules at work: one tick from the world as it is to the world as it will be.
 *
 * <p>Owned by the match's thread. {@link dev.tankfleet.game.step.Step} lists the stages in their
 * order; each stage is one class. Knows world, map and rules, neither bots nor views.
 */
@HotPath
@NullMarked
package dev.tankfleet.game.step;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
