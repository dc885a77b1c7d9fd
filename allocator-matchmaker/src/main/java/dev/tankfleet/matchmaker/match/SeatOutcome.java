package dev.tankfleet.matchmaker.match;

import dev.tankfleet.matchmaker.server.ServerRef;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;

/** What became of the wish for a seat. */
public sealed interface SeatOutcome {
    /** The server has prepared the seat. */
    record Seated(String matchId, ServerRef server, int attempt) implements SeatOutcome {}

    /** The match took nobody any more; the next choice may be luckier. */
    record SeatGone(RefusalCode code) implements SeatOutcome {}

    /** Servers were there, and none gave a clear yes within the tries that we allow. */
    record NotAnswered() implements SeatOutcome {}

    /** Nobody listens under the server's name. */
    record ServerAway() implements SeatOutcome {}

    /** This process asks too much already; nobody was asked. */
    record TooBusy() implements SeatOutcome {}

    /** All servers that serve the wish are full; {@code region} is the nearest one. */
    record AllFull(String region) implements SeatOutcome {}

    /** No server serves the wish. */
    record NoServer() implements SeatOutcome {}
}
