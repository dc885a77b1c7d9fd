package dev.tankfleet.matchmaker.match;

import dev.tankfleet.matchmaker.server.Choice;
import dev.tankfleet.matchmaker.server.Reservation;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.Wish;
import dev.tankfleet.proto.command.Seat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The matches that are being made, and those that somebody here has asked for a seat. Shared; all
 * state is guarded by the lock of the server table, so that a seat and the wait for it appear
 * together. It holds no more matches than the table's servers list.
 */
final class MatchLedger {
    private final ServerTable table;
    private final LongSupplier nanoClock;

    // Owned by the table's lock.
    private final Map<String, Match> matches = new HashMap<>();

    MatchLedger(ServerTable table, LongSupplier nanoClock) {
        this.table = table;
        this.nanoClock = nanoClock;
    }

    /** Finds a place and puts the player on it. */
    Boarding board(Wish wish, Seat seat, String newMatchId) {
        return table.atomically(
                () -> {
                    long nowNs = nanoClock.getAsLong();
                    return switch (table.choose(wish, newMatchId, nowNs)) {
                        case Choice.OpenSeat(var reservation) -> ride(wish, seat, reservation);
                        case Choice.RoomForMatch(var reservation) -> lead(wish, seat, reservation);
                        case Choice.AllFull(var region) ->
                                new Boarding.Nowhere(new SeatOutcome.AllFull(region));
                        case Choice.NoServer _ -> new Boarding.Nowhere(new SeatOutcome.NoServer());
                    };
                });
    }

    /** Reads or changes a match. */
    <T> T underLock(Match match, Function<Match, T> action) {
        return table.atomically(() -> action.apply(match));
    }

    /**
     * Moves a match whose server did not take it: its seats there end, and as many are reserved on
     * the next server.
     *
     * @return false if no server has room; the seats have ended then
     */
    boolean move(Match match, Rider leader) {
        return table.atomically(
                () -> {
                    table.dropMatch(match.server(), match.matchId);
                    var riders = new ArrayList<Rider>();
                    riders.add(leader);
                    riders.addAll(match.waiting());
                    var wish = wishOfAll(match, leader.wish, riders).without(match.tried());
                    var reserved =
                            table.moveMatch(
                                    wish, match.matchId, riders.size(), nanoClock.getAsLong());
                    if (reserved.isEmpty()) {
                        return false;
                    }
                    for (int i = 0; i < riders.size(); i++) {
                        riders.get(i).reservation = reserved.get(i);
                    }
                    match.toServer(reserved.getFirst().server());
                    return true;
                });
    }

    /** Takes a match out that came to nothing; answers those who waited for it. */
    List<Rider> remove(Match match) {
        return table.atomically(
                () -> {
                    table.dropMatch(match.server(), match.matchId);
                    matches.remove(match.matchId, match);
                    return match.toFailed();
                });
    }

    /** Forgets matches that nobody waits for and no server lists. Called each second. */
    void sweep() {
        table.atomically(
                () ->
                        matches.values()
                                .removeIf(
                                        match ->
                                                match.isIdle()
                                                        && !table.knowsMatch(
                                                                match.server().serverId(),
                                                                match.matchId)));
    }

    private Boarding ride(Wish wish, Seat seat, Reservation reservation) {
        var match =
                matches.computeIfAbsent(
                        reservation.matchId(),
                        id -> Match.running(id, wish.mode(), reservation.server()));
        var rider = new Rider(wish, seat, reservation);
        return new Boarding.Riding(match, rider, match.board(rider));
    }

    private Boarding lead(Wish wish, Seat seat, Reservation reservation) {
        var match = Match.preparing(reservation.matchId(), wish.mode(), reservation.server());
        matches.put(match.matchId, match);
        return new Boarding.Leading(match, new Rider(wish, seat, reservation));
    }

    /** A match moves to another region only if that is the same to all who wait for it. */
    private static Wish wishOfAll(Match match, Wish leader, List<Rider> riders) {
        boolean isBound = riders.stream().anyMatch(rider -> rider.wish.region() != null);
        return isBound ? leader.within(match.server().region()) : leader;
    }

    /** Where a player was put. */
    sealed interface Boarding {
        /**
         * In a match that is there; {@code isSpeaker} if he must see that somebody speaks for it.
         */
        record Riding(Match match, Rider rider, boolean isSpeaker) implements Boarding {}

        /** In a match that he makes. */
        record Leading(Match match, Rider rider) implements Boarding {}

        /** Nowhere. */
        record Nowhere(SeatOutcome outcome) implements Boarding {}
    }
}
