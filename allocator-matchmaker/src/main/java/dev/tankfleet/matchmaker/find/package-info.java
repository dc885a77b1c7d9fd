/**
 * {@code find}: from a player's wish to a seat, a ticket or a clear no. Runs on the request's own
 * virtual thread; limits, keys and tickets are small bounded maps shared by all of them.
 *
 * <p>Called by {@code wire}; goes on to {@code placement}, {@code locate}, {@code match} and {@code
 * allocation}.
 */
@NullMarked
package dev.tankfleet.matchmaker.find;

import org.jspecify.annotations.NullMarked;
