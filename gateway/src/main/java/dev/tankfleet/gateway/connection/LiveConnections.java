package dev.tankfleet.gateway.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The connections whose sockets are open. Every thread may call it; the edge bounds their number.
 */
public final class LiveConnections {
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    /** How many there are. */
    public int count() {
        return connections.size();
    }

    /** Shows each one; those that come or go meanwhile may be missed. */
    public void forEach(Consumer<Connection> visitor) {
        connections.forEach(visitor);
    }

    /** Waits until none is left; false if the time is over before. */
    public boolean awaitNone(Duration max) throws InterruptedException {
        long leftNs = max.toNanos();
        lock.lock();
        try {
            while (!connections.isEmpty()) {
                if (leftNs <= 0) {
                    return false;
                }
                leftNs = emptied.awaitNanos(Math.min(leftNs, TimeUnit.SECONDS.toNanos(1)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
        lock.lock();
        try {
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
