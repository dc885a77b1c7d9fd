package dev.tankfleet.player.match;

/**
 * What a player hears from a match, in this order: welcome, states, end, closed. Called by one
 * thread at a time.
 */
public interface MatchEvents {
    /** The seat is taken. */
    void onWelcome(Welcome welcome);

    /** The world has moved. */
    void onState(WorldState state);

    /** The match is over; the connection closes next. */
    void onMatchEnd();

    /** The server complains; the connection closes next. */
    void onError(String code, String message);

    /**
     * The connection is gone. Called exactly once, last.
     *
     * @param closeCode number of the close code; 1006 if the connection broke
     */
    void onClosed(int closeCode);
}
