/**
 * Which server runs a match, and which one-time tokens open its seats: facts of one region.
 * Adapters stand one folder below: {@code memory}, {@code redis}.
 *
 * <p>Written by the match's owner, read by the region's gateways. Every entry has a time to live;
 * nothing here is the only copy of anything.
 */
@NullMarked
package dev.tankfleet.route;

import org.jspecify.annotations.NullMarked;
