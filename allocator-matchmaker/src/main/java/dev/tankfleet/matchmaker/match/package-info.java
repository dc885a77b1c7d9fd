/**
 * Seats players: in a match that has an open seat, or in one that is made for them. The ledger
 * knows the matches that are being made and who waits for them; it changes under the lock of the
 * server table, together with the seats.
 *
 * <p>Request threads ask; each match has at most one thread that speaks for it.
 */
@NullMarked
package dev.tankfleet.matchmaker.match;

import org.jspecify.annotations.NullMarked;
