/**
 * Stores what finished matches leave behind, once, and ends the placements in them. One consumer
 * thread of the bus's own; it may block.
 */
@NullMarked
package dev.tankfleet.matchmaker.result;

import org.jspecify.annotations.NullMarked;
