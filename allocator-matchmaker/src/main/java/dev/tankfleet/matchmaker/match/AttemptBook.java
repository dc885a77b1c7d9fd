package dev.tankfleet.matchmaker.match;

import java.util.OptionalInt;

/**
 * Remembers under which attempt a match was made. Called on the thread that speaks for the match.
 */
@FunctionalInterface
public interface AttemptBook {
    /** The attempt of a match, empty if nobody wrote it down. */
    OptionalInt attemptOf(String matchId);
}
