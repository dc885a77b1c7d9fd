package dev.tankfleet.bus.memory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one connection's delivery thread, bounded in messages and in bytes. Every thread
 * may offer; the delivery thread takes.
 */
final class Inbox {
    static final int MESSAGES_MAX = 16_384;
    static final long BYTES_MAX = 64L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong dropped = new AtomicLong();

    // Guarded by the lock.
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    /** Adds a message at the end, or drops and counts it if there is no room. */
    void offer(Delivery delivery) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (waiting.size() >= MESSAGES_MAX
                    || waitingBytes + delivery.body().length > BYTES_MAX) {
                dropped.incrementAndGet();
                return;
            }
            waiting.add(delivery);
            waitingBytes += delivery.body().length;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest message, as soon as there is one; null once closed. */
    @Nullable Delivery take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var next = waiting.poll();
            if (next != null) {
                waitingBytes -= next.body().length;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        return dropped.get();
    }

    /** Forgets what waits and lets the delivery thread go. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            waitingBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
