/**
 * Stores what finished matches leave behind, once, and ends the placements in them, on one consumer
 * thread of the bus's own; tells players of their matches, on request threads. Both may block.
 */
@NullMarked
package dev.tankfleet.matchmaker.result;

import org.jspecify.annotations.NullMarked;
