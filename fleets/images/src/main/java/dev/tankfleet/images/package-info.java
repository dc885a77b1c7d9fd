/**
 * Images of the services, from the jars that the build has left: a C library, a linked Java
 * runtime, other people's jars, ours, and what a start has taught. Used by one thread, the main one
 * of {@code fleets/images/build}; its neighbours are Jib, which writes layers, and {@code local},
 * which runs a fleet from the images.
 */
@NullMarked
package dev.tankfleet.images;

import org.jspecify.annotations.NullMarked;
