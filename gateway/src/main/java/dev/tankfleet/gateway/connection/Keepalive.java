package dev.tankfleet.gateway.connection;

/**
 * When a client was asked whether it lives, and when it answered. Owned by the connection's loop.
 */
final class Keepalive {
    private final long intervalNs;
    private final long timeoutNs;

    // Owned by the connection's loop.
    private long askedNs;
    private boolean isAnswered = true;

    Keepalive(ConnectionLimits limits, long nowNs) {
        intervalNs = limits.keepaliveInterval().toNanos();
        timeoutNs = limits.keepaliveTimeout().toNanos();
        askedNs = nowNs;
    }

    /** Counts from now. */
    void start(long nowNs) {
        askedNs = nowNs;
    }

    void onAnswer() {
        isAnswered = true;
    }

    /** Whether the client has to be asked now; it counts as asked then. */
    boolean isDue(long nowNs) {
        if (!isAnswered || nowNs - askedNs < intervalNs) {
            return false;
        }
        askedNs = nowNs;
        isAnswered = false;
        return true;
    }

    /** Whether the answer is too late. */
    boolean isOverdue(long nowNs) {
        return !isAnswered && nowNs - askedNs > timeoutNs;
    }
}
