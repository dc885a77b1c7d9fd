/**
 * Asks game servers to do things, and answers within a deadline that follows the region's round
 * trip. Blocks the calling request thread; used by {@code match} and {@code allocation}.
 */
@NullMarked
package dev.tankfleet.matchmaker.command;

import org.jspecify.annotations.NullMarked;
