package dev.tankfleet.e2e;

import dev.tankfleet.player.match.MatchEvents;
import dev.tankfleet.player.match.Welcome;
import dev.tankfleet.player.match.WorldState;

import java.util.List;

/** Remembers what a player hears; written by the client's thread, read by the test's. */
public final class Heard implements MatchEvents {
    private static final WorldState NOTHING_YET = new WorldState(0, 0, 0, List.of(), List.of());

    private volatile Welcome welcome;
    private volatile WorldState lastState = NOTHING_YET;
    private volatile int closeCode;

    /** Null until the seat is taken. */
    public Welcome welcome() {
        return welcome;
    }

    public WorldState lastState() {
        return lastState;
    }

    /** 0 until the connection is closed. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    public void onWelcome(Welcome heard) {
        welcome = heard;
    }

    @Override
    public void onState(WorldState state) {
        lastState = state;
    }

    @Override
    public void onMatchEnd() {}

    @Override
    public void onError(String code, String message) {}

    @Override
    public void onClosed(int code) {
        closeCode = code;
    }
}
