package dev.tankfleet.gameserver.tick;

import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Leave;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What other threads ask of a match; its own thread takes it at the head of a cycle. */
public sealed interface MatchCommand {
    /** A gateway asks for a seat. */
    record Enter(Join join, ServerLink.Answer answer) implements MatchCommand {}

    /** A connection is gone. */
    record Depart(Leave leave) implements MatchCommand {}

    /** More seats; all or none are prepared. */
    record Prepare(List<Seat> seats, Duration joinWithin, CompletableFuture<Prepared> outcome)
            implements MatchCommand {
        public Prepare {
            seats = List.copyOf(seats);
        }
    }

    /** Seats whose preparation failed later on. */
    record TakeBack(List<Seat> seats) implements MatchCommand {
        public TakeBack {
            seats = List.copyOf(seats);
        }
    }

    /**
     * The match is given up: another owner has it, or nobody wants it. No result, no word to the
     * matchmaker.
     */
    record Abandon() implements MatchCommand {}

    /** The server stops: the match ends as aborted. */
    record Abort() implements MatchCommand {}

    /** Outcome of a {@link Prepare}. */
    enum Prepared {
        DONE,
        FULL,
        /** Too little of the match remains for somebody new. */
        CLOSED,
        ENDED
    }
}
