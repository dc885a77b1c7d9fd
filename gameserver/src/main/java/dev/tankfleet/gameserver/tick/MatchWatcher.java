package dev.tankfleet.gameserver.tick;

import dev.tankfleet.proto.status.SeatEnded.Cause;

/** Hears what happens in a match. Called on the match's thread and must not block. */
public interface MatchWatcher {
    /** {@link Match#load()} has changed. */
    void onLoadChanged(Match match);

    /** A player has no seat any more. */
    void onSeatEnded(Match match, String playerId, Cause cause);

    /** The match is over; called once, unless it was abandoned. */
    void onEnded(Match match, MatchEnd end);
}
