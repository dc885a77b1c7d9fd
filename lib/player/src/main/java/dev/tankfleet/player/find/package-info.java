/**
 * Second step of a player: a place in a match, from {@code allocator-matchmaker}. Stateless; every
 * thread may call it. The next step is {@code dev.tankfleet.player.match}.
 */
@NullMarked
package dev.tankfleet.player.find;

import org.jspecify.annotations.NullMarked;
