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
    private static final long SLICE_MAX_NS = TimeUnit.SECONDS.toNanos(1);

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    private volatile boolean isDraining;

    /** How many there are. */
    public int count() {
        return connections.size();
    }

    /**
     * Tells every connection to go, those that are still to come included.
     *
     * @return how many there were
     */
    public int drain() {
        // Raised first: whoever is added during the walk reads it.
        isDraining = true;
        int there = connections.size();
        connections.forEach(Connection::orderDrain);
        return there;
    }

    /** Whether whoever comes must go at once. */
    boolean isDraining() {
        return isDraining;
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
                long sliceNs = Math.min(leftNs, SLICE_MAX_NS);
                leftNs -= sliceNs - emptied.awaitNanos(sliceNs);
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
