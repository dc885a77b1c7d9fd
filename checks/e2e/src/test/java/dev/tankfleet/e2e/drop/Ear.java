package dev.tankfleet.e2e.drop;

import dev.tankfleet.player.match.MatchEvents;
import dev.tankfleet.player.match.Welcome;
import dev.tankfleet.player.match.WorldState;

import java.time.Duration;
import java.util.function.Predicate;

/** What a player has heard over his newest connection. Every thread may ask and wait. */
final class Ear implements MatchEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // Guarded by this.
    private Welcome welcome;
    private WorldState state;
    private int closeCode;
    private String error = "";
    private boolean hasEnded;
    private long stateNs;
    private long silenceNs;

    /** Forgets everything, before a new connection. */
    synchronized void clear() {
        welcome = null;
        state = null;
        closeCode = 0;
        error = "";
    }

    synchronized Welcome welcome() {
        return welcome;
    }

    synchronized WorldState state() {
        return state;
    }

    synchronized int closeCode() {
        return closeCode;
    }

    /** Whether AUTH has led to anything. */
    synchronized boolean isAnswered() {
        return welcome != null || closeCode != 0;
    }

    /** Whether the match is over. */
    synchronized boolean hasEnded() {
        return hasEnded;
    }

    /** Longest time between two states over this connection since this was last asked. */
    synchronized Duration silence() {
        var longest = Duration.ofNanos(silenceNs);
        silenceNs = 0;
        return longest;
    }

    /** Waits for something to be true of what was heard; fails with what was heard instead. */
    void await(String what, Predicate<Ear> condition) throws InterruptedException {
        if (!await(PATIENCE, condition)) {
            throw new AssertionError("not heard: " + what + "; but " + this);
        }
    }

    /** As {@link #await(String, Predicate)}; false if it did not become true in time. */
    synchronized boolean await(Duration max, Predicate<Ear> condition) throws InterruptedException {
        long untilNs = System.nanoTime() + max.toNanos();
        while (!condition.test(this)) {
            long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    @Override
    public synchronized void onWelcome(Welcome heard) {
        welcome = heard;
        notifyAll();
    }

    @Override
    public synchronized void onState(WorldState heard) {
        long nowNs = System.nanoTime();
        silenceNs = state == null ? 0 : Math.max(silenceNs, nowNs - stateNs);
        stateNs = nowNs;
        state = heard;
        notifyAll();
    }

    @Override
    public synchronized void onMatchEnd() {
        hasEnded = true;
        notifyAll();
    }

    @Override
    public synchronized void onError(String code, String message) {
        error = code + ": " + message;
        notifyAll();
    }

    @Override
    public synchronized void onClosed(int code) {
        closeCode = code;
        notifyAll();
    }

    @Override
    public synchronized String toString() {
        var tick = state == null ? "no state" : "tick " + state.tick();
        return "%s, %s, close code %d, error \"%s\", ended %s"
                .formatted(welcome, tick, closeCode, error, hasEnded);
    }
}
