/**
 * Turns a client's AUTH into a seat in a match: spends the token, looks up who runs the match, asks
 * the owner to join, and takes the seat back if that fails.
 *
 * <p>One virtual thread per AUTH; the number at work is bounded. Neighbours: {@code connection}
 * asks, {@code pump} keeps the seats.
 */
@NullMarked
package dev.tankfleet.gateway.admission;

import org.jspecify.annotations.NullMarked;
