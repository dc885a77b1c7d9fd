/**
 * One match, tick by tick: commands and inputs in, a step of the simulation, states out. Each match
 * belongs to one thread, which {@code host} runs.
 */
@NullMarked
package dev.tankfleet.gameserver.tick;

import org.jspecify.annotations.NullMarked;
