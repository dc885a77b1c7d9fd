package dev.tankfleet.gateway.connection;

import java.util.concurrent.TimeUnit;

/**
 * How many messages a client may still send: a bucket that holds one second's worth and fills
 * steadily. Owned by the connection's loop.
 */
final class MessageBudget {
    private final long costNs;
    private final long fullNs;

    // Owned by the connection's loop.
    private long leftNs;
    private long lookedNs;

    MessageBudget(int messagesPerSecond, long nowNs) {
        costNs = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
        fullNs = costNs * messagesPerSecond;
        leftNs = fullNs;
        lookedNs = nowNs;
    }

    /** Spends one message; false if there is none left. */
    boolean spend(long nowNs) {
        leftNs = Math.min(fullNs, leftNs + (nowNs - lookedNs));
        lookedNs = nowNs;
        if (leftNs < costNs) {
            return false;
        }
        leftNs -= costNs;
        return true;
    }
}
