/**
 * The end of a gateway: every client is told to come back elsewhere, and waited for.
 *
 * <p>Runs on the thread that stops the process. Neighbour: {@code connection}.
 */
@NullMarked
package dev.tankfleet.gateway.drain;

import org.jspecify.annotations.NullMarked;
