package dev.tankfleet.proto.command;

import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What the matchmaker asks of one game server. Every command but {@link Hold}, {@link Release} and
 * {@link Drain} carries the attempt that fences it: a server refuses an attempt below the highest
 * that it has seen for a match.
 */
public sealed interface ServerCommand {
    /** Largest body that is looked at, in bytes. */
    int SIZE_MAX_BYTES = 65_536;

    /** Seats in one command. */
    int SEATS_MAX = 128;

    /** Longest lease of a warm server that one {@link Hold} gives. */
    Duration HOLD_MAX = Duration.ofMinutes(2);

    /**
     * Reads a command.
     *
     * @throws MalformedBody if it is no command, or a field is missing or out of range
     */
    static ServerCommand read(byte[] body) throws MalformedBody {
        return CommandJson.readCommand(body);
    }

    /** The body for the bus. */
    default byte[] write() {
        return CommandJson.write(this);
    }

    /**
     * Make a match, with seats for players who will come within {@code joinWithin}.
     *
     * @param matchId id of the match
     * @param attempt 1 for the first server that was asked to run this match, then 2, 3
     * @param intent intent of the allocation that the matchmaker relies on; null if the server was
     *     allocated long ago
     * @param mode game mode
     * @param map map id; null: the mode's own
     * @param seed seed of the simulation
     * @param seats seats to prepare
     * @param joinWithin time from acceptance until an unjoined seat ends
     */
    record PrepareMatch(
            String matchId,
            int attempt,
            @Nullable String intent,
            String mode,
            @Nullable String map,
            long seed,
            List<Seat> seats,
            Duration joinWithin)
            implements ServerCommand {
        public PrepareMatch {
            seats = List.copyOf(seats);
        }
    }

    /**
     * Prepare more seats in a match that runs or is prepared.
     *
     * @param matchId id of the match
     * @param attempt attempt under which the match was made
     * @param seats seats to add; a player who already sits gets one more token and no second seat
     */
    record AddSeats(String matchId, int attempt, List<Seat> seats) implements ServerCommand {
        public AddSeats {
            seats = List.copyOf(seats);
        }
    }

    /**
     * Stay allocated though empty.
     *
     * @param intent intent of the allocation
     * @param lease time from acceptance, more than zero, at most {@link #HOLD_MAX}
     */
    record Hold(String intent, Duration lease) implements ServerCommand {}

    /**
     * No longer needed: go back to Ready once empty.
     *
     * @param intent intent of the allocation
     */
    record Release(String intent) implements ServerCommand {}

    /**
     * The match is not wanted any more, neither now nor if its prepare arrives later.
     *
     * @param matchId id of the match
     * @param attempt attempt that is given up
     */
    record CancelMatch(String matchId, int attempt) implements ServerCommand {}

    /** Take nothing new, finish, end. */
    record Drain() implements ServerCommand {}
}
