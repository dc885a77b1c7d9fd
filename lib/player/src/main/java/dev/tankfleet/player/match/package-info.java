/**
 * Third step of a player: a connection to a match through a gateway. Events come on the HTTP
 * client's own thread, one after the other; sending is free to every thread.
 */
@NullMarked
package dev.tankfleet.player.match;

import org.jspecify.annotations.NullMarked;
