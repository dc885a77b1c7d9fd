/**
 * From batches of gateways to one latest input per seat of the world. Batches are offered by the
 * link's delivery thread; everything else belongs to the match's thread. Called by {@code tick}.
 */
@NullMarked
package dev.tankfleet.gameserver.input;

import org.jspecify.annotations.NullMarked;
