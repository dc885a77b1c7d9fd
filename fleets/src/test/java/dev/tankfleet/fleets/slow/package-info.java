/**
 * Clients that are slow on purpose, in front of the edges' nginx. One virtual thread is one client;
 * a test owns them all.
 */
@NullMarked
package dev.tankfleet.fleets.slow;

import org.jspecify.annotations.NullMarked;
