/**
 * A match that nobody is in, played before the first real one. It uses the region's bus and store
 * as any match does, under a name of its own.
 */
@NullMarked
package dev.tankfleet.gameserver.rehearsal;

import org.jspecify.annotations.NullMarked;
