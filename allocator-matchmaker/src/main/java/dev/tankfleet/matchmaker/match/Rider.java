package dev.tankfleet.matchmaker.match;

import dev.tankfleet.matchmaker.server.Reservation;
import dev.tankfleet.matchmaker.server.Wish;
import dev.tankfleet.proto.command.Seat;

import java.util.concurrent.CompletableFuture;

/**
 * A player who waits for a seat in a match. The outcome is set once, by the thread that speaks for
 * the match; the reservation moves with the match, under the ledger's lock.
 */
final class Rider {
    final Wish wish;
    final Seat seat;
    final CompletableFuture<SeatOutcome> outcome = new CompletableFuture<>();

    Reservation reservation;

    Rider(Wish wish, Seat seat, Reservation reservation) {
        this.wish = wish;
        this.seat = seat;
        this.reservation = reservation;
    }
}
