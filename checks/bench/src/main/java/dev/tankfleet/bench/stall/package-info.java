/**
 * Sees when the machine itself stands still, so that measurements can leave it out. A thread of its
 * own watches; every thread may ask.
 */
@NullMarked
package dev.tankfleet.bench.stall;

import org.jspecify.annotations.NullMarked;
