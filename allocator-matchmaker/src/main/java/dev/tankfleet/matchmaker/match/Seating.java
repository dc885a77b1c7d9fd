package dev.tankfleet.matchmaker.match;

import dev.tankfleet.matchmaker.command.CommandOutcome;
import dev.tankfleet.matchmaker.command.Commander;
import dev.tankfleet.matchmaker.match.MatchLedger.Boarding;
import dev.tankfleet.matchmaker.match.SeatOutcome.NotAnswered;
import dev.tankfleet.matchmaker.match.SeatOutcome.SeatGone;
import dev.tankfleet.matchmaker.match.SeatOutcome.Seated;
import dev.tankfleet.matchmaker.match.SeatOutcome.ServerAway;
import dev.tankfleet.matchmaker.match.SeatOutcome.TooBusy;
import dev.tankfleet.matchmaker.server.ServerRef;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.Wish;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Seats players. Called on request threads, which wait for the server's word; shared, without state
 * of its own beside the ledger.
 *
 * <p>The one who finds no open seat makes the match: at most {@value #ATTEMPTS_MAX} servers are
 * asked, one after the other, never two at a time. The others ride: while the match is being made
 * they wait, and then one {@code add_seats} carries all of them.
 */
public final class Seating {
    /** Servers that are asked to run one match. */
    public static final int ATTEMPTS_MAX = 3;

    /** Time from acceptance until a seat that nobody took ends. */
    public static final Duration JOIN_WITHIN = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Seating.class);
    private static final int SEATS_PER_COMMAND = 64;
    private static final int FIRST_ATTEMPT = 1;

    /** Longer than the tries of the one who makes the match, and a command for those who wait. */
    private static final Duration RIDE_MAX = Duration.ofSeconds(5);

    private final ServerTable table;
    private final Commander commander;
    private final AttemptBook attempts;
    private final Supplier<String> matchIds;
    private final LongSupplier seeds;
    private final LongSupplier nanoClock;
    private final MatchLedger ledger;

    private Seating(
            ServerTable table,
            Commander commander,
            AttemptBook attempts,
            Supplier<String> matchIds,
            LongSupplier seeds,
            LongSupplier nanoClock) {
        this.table = table;
        this.commander = commander;
        this.attempts = attempts;
        this.matchIds = matchIds;
        this.seeds = seeds;
        this.nanoClock = nanoClock;
        this.ledger = new MatchLedger(table, nanoClock);
    }

    /**
     * Seating over a table.
     *
     * @param attempts tells the attempt of a match that this process has not made
     * @param matchIds ids that nobody guesses and nobody used before
     * @param seeds seeds of simulations
     */
    public static Seating create(
            ServerTable table,
            Commander commander,
            AttemptBook attempts,
            Supplier<String> matchIds,
            LongSupplier seeds,
            LongSupplier nanoClock) {
        return new Seating(table, commander, attempts, matchIds, seeds, nanoClock);
    }

    /** Finds a seat for a player and has it prepared. */
    public SeatOutcome seat(Wish wish, Seat seat) {
        SeatOutcome outcome = new NotAnswered();
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            outcome = seatOnce(wish, seat);
            boolean isUntouched = outcome instanceof SeatGone || outcome instanceof ServerAway;
            if (!isUntouched) {
                return outcome;
            }
        }
        return outcome;
    }

    /** One more token for a player who has a seat in a match already. */
    public SeatOutcome seatAgain(ServerRef server, String matchId, int attempt, Seat seat) {
        var outcome = commander.send(server, new AddSeats(matchId, attempt, List.of(seat)));
        return switch (outcome) {
            case CommandOutcome.Done _ -> new Seated(matchId, server, attempt);
            case CommandOutcome.Refused(var code) -> new SeatGone(code);
            case CommandOutcome.NoAnswer _ -> new NotAnswered();
            case CommandOutcome.NobodyThere _ -> new ServerAway();
            case CommandOutcome.NotSent _ -> new TooBusy();
        };
    }

    /** Forgets what no server lists any more. Called each second. */
    public void sweep() {
        ledger.sweep();
    }

    private SeatOutcome seatOnce(Wish wish, Seat seat) {
        return switch (ledger.board(wish, seat, matchIds.get())) {
            case Boarding.Leading(var match, var leader) -> make(match, leader);
            case Boarding.Riding(var match, var rider, var isSpeaker) -> {
                if (isSpeaker) {
                    Thread.startVirtualThread(() -> speakFor(match));
                }
                yield await(rider);
            }
            case Boarding.Nowhere(var outcome) -> outcome;
        };
    }

    // Making a match

    private SeatOutcome make(Match match, Rider leader) {
        long seed = seeds.getAsLong();
        do {
            var server = match.server();
            var outcome = commander.prepare(server, prepare(match, leader, seed));
            if (outcome instanceof CommandOutcome.Done(var statusSeq)) {
                return onMade(match, leader, statusSeq);
            }
            if (outcome instanceof CommandOutcome.NotSent) {
                return giveUp(match, new TooBusy());
            }
            LOG.atInfo()
                    .addKeyValue("matchId", match.matchId)
                    .addKeyValue("gameServer", server.serverId())
                    .addKeyValue("attempt", match.attempt())
                    .addKeyValue("cause", outcome)
                    .log("Server did not take the match");
            table.setAside(server);
        } while (match.attempt() < ATTEMPTS_MAX && ledger.move(match, leader));
        return giveUp(match, new NotAnswered());
    }

    private SeatOutcome giveUp(Match match, SeatOutcome outcome) {
        ledger.remove(match).forEach(rider -> rider.outcome.complete(outcome));
        return outcome;
    }

    private static PrepareMatch prepare(Match match, Rider leader, long seed) {
        return new PrepareMatch(
                match.matchId,
                match.attempt(),
                match.server().intent(),
                match.mode,
                null,
                seed,
                List.of(leader.seat),
                JOIN_WITHIN);
    }

    private SeatOutcome onMade(Match match, Rider leader, @Nullable Long statusSeq) {
        ledger.underLock(
                match,
                made -> {
                    table.acknowledge(leader.reservation, statusSeq, nanoClock.getAsLong());
                    made.toRunning();
                    return made;
                });
        LOG.atInfo()
                .addKeyValue("matchId", match.matchId)
                .addKeyValue("gameServer", match.server().serverId())
                .addKeyValue("attempt", match.attempt())
                .log("Match made");
        Thread.startVirtualThread(() -> speakFor(match));
        return new Seated(match.matchId, match.server(), match.attempt());
    }

    // Seats in a match that is there

    /** Sends those who wait in batches until nobody waits; at most one thread does so per match. */
    private void speakFor(Match match) {
        var batch = List.<Rider>of();
        try {
            learnAttempt(match);
            batch = ledger.underLock(match, m -> m.takeWaiting(SEATS_PER_COMMAND));
            while (!batch.isEmpty()) {
                add(match, batch);
                batch = ledger.underLock(match, m -> m.takeWaiting(SEATS_PER_COMMAND));
            }
        } catch (RuntimeException e) { // whoever waits must hear of it, whatever broke
            batch.forEach(rider -> rider.outcome.completeExceptionally(e));
            ledger.remove(match).forEach(rider -> rider.outcome.completeExceptionally(e));
        }
    }

    private void learnAttempt(Match match) {
        if (match.attempt() == Match.ATTEMPT_UNKNOWN) {
            int found = attempts.attemptOf(match.matchId).orElse(FIRST_ATTEMPT);
            ledger.underLock(
                    match,
                    m -> {
                        m.onAttemptFound(found);
                        return m;
                    });
        }
    }

    private void add(Match match, List<Rider> batch) {
        var seats = batch.stream().map(rider -> rider.seat).toList();
        var server = match.server();
        var command = new AddSeats(match.matchId, match.attempt(), seats);
        switch (commander.send(server, command)) {
            case CommandOutcome.Done(var statusSeq) ->
                    batch.forEach(rider -> onSeated(match, rider, statusSeq));
            case CommandOutcome.Refused(var code) -> onRefused(match, batch, code);
            case CommandOutcome.NoAnswer _ -> leave(server, batch, new NotAnswered());
            case CommandOutcome.NobodyThere _ -> leave(server, batch, new ServerAway());
            case CommandOutcome.NotSent _ -> release(batch, new TooBusy());
        }
    }

    /** Its open seats would draw the next find to it, too, until it is seen to be silent. */
    private void leave(ServerRef server, List<Rider> batch, SeatOutcome outcome) {
        table.setAside(server);
        release(batch, outcome);
    }

    private void onSeated(Match match, Rider rider, @Nullable Long statusSeq) {
        table.acknowledge(rider.reservation, statusSeq, nanoClock.getAsLong());
        rider.outcome.complete(new Seated(match.matchId, match.server(), match.attempt()));
    }

    /** Nothing has changed at the server. If it was full, some of many may still fit. */
    private void onRefused(Match match, List<Rider> batch, RefusalCode code) {
        if (code == RefusalCode.FULL && batch.size() > 1) {
            batch.forEach(rider -> add(match, List.of(rider)));
            return;
        }
        table.onMatchFull(match.server(), match.matchId);
        release(batch, new SeatGone(code));
    }

    private void release(List<Rider> batch, SeatOutcome outcome) {
        for (var rider : batch) {
            table.release(rider.reservation);
            rider.outcome.complete(outcome);
        }
    }

    private SeatOutcome await(Rider rider) {
        try {
            return rider.outcome.get(RIDE_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            table.release(rider.reservation);
            return new NotAnswered();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            table.release(rider.reservation);
            return new NotAnswered();
        } catch (ExecutionException e) {
            throw new IllegalStateException("seating in a match broke", e.getCause());
        }
    }
}
