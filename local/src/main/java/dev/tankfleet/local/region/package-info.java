/**
 * What regions of every kind of fleet have in common: a place in the world, an emulated Agones, a
 * question about all of them at once.
 */
@NullMarked
package dev.tankfleet.local.region;

import org.jspecify.annotations.NullMarked;
