package dev.tankfleet.fleets.pods;

import dev.tankfleet.player.match.MatchEvents;
import dev.tankfleet.player.match.Welcome;
import dev.tankfleet.player.match.WorldState;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps what a player sees. Written by the connection's thread, read by the test's. */
final class Watcher implements MatchEvents {
    private final AtomicReference<String> resumeToken = new AtomicReference<>("");
    private final AtomicInteger states = new AtomicInteger();
    private final AtomicInteger lastInput = new AtomicInteger();
    private final AtomicLong firstNs = new AtomicLong();
    private final AtomicLong lastNs = new AtomicLong();
    private final AtomicReference<String> complaint = new AtomicReference<>("");
    private final AtomicBoolean isLeaving = new AtomicBoolean();

    // Owned by whoever plays.
    private int answered;

    boolean isWelcome() {
        return !resumeToken.get().isEmpty();
    }

    /** Opens the seat again; empty before the welcome. */
    String resumeToken() {
        return resumeToken.get();
    }

    int states() {
        return states.get();
    }

    /** Number of the newest of the player's inputs that he has seen in a state. */
    int lastInput() {
        return lastInput.get();
    }

    /**
     * Whether a state has come since the last question: an input per state is what a page sends.
     */
    boolean isNewStateToAnswer() {
        int seen = states.get();
        boolean isNew = seen > answered;
        answered = seen;
        return isNew;
    }

    /** From here on nothing is wrong with a connection that closes. */
    void leave() {
        isLeaving.set(true);
    }

    /** What went wrong; empty if nothing did. */
    String complaint() {
        return complaint.get();
    }

    /** States in a second, from the first to the last. */
    double statesPerSecond() {
        return (states.get() - 1) * 1e9 / (lastNs.get() - firstNs.get());
    }

    @Override
    public void onWelcome(Welcome welcome) {
        resumeToken.set(welcome.resumeToken());
    }

    @Override
    public void onState(WorldState state) {
        long nowNs = System.nanoTime();
        firstNs.compareAndSet(0, nowNs);
        lastNs.set(nowNs);
        lastInput.set(state.lastInputSeq());
        states.incrementAndGet();
    }

    @Override
    public void onMatchEnd() {
        complaint.set("the match has ended");
    }

    @Override
    public void onError(String code, String message) {
        complaint.set(code + ": " + message);
    }

    @Override
    public void onClosed(int closeCode) {
        if (!isLeaving.get()) {
            complaint.compareAndSet("", "closed with " + closeCode);
        }
    }
}
