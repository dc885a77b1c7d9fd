package dev.tankfleet.game.view;

/** Where a match stands. */
public enum Phase {
    /** Tanks drive. */
    RUNNING,
    /** A tank reached the number of kills that ends the match. */
    ENDED_BY_KILLS,
    /** The time is over. */
    ENDED_BY_TIME,
    /** Enough people got out of a heist: it is won. */
    ENDED_BY_ESCAPE,
    /** Nobody is left of those who wanted to get out: it is lost. */
    ENDED_BY_WIPE
}
