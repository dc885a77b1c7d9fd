/**
 * First step of a player: an account and its tokens, from {@code auth}. Stateless; every thread may
 * call it. The next step is {@code dev.tankfleet.player.find}.
 */
@NullMarked
package dev.tankfleet.player.account;

import org.jspecify.annotations.NullMarked;
