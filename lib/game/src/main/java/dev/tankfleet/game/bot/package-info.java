/**
 * Drivers for the seats that no person has.
 *
 * <p>Owned by the match's thread. A bot reads what every client sees ({@code view}), keeps its
 * thoughts in the world's {@code BotMemory} and answers with an input as a person does; it cannot
 * touch a tank.
 */
@HotPath
@NullMarked
package dev.tankfleet.game.bot;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
