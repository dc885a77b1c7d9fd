package dev.tankfleet.gateway.region;

import dev.tankfleet.testkit.time.Eventually;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Bounded waits of tests. */
public final class Waiting {
    /** Longer than anything takes on a busy machine. */
    public static final Duration MAX = Duration.ofSeconds(20);

    private Waiting() {}

    /** The head of a queue, once there is one. */
    public static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        var head = queue.poll(MAX.toMillis(), TimeUnit.MILLISECONDS);
        if (head == null) {
            throw new AssertionError("nothing came within " + MAX);
        }
        return head;
    }

    /** Waits for a condition that nobody can signal. */
    public static void until(String what, BooleanSupplier condition) {
        Eventually.eventuallyTrue(MAX, what, condition);
    }
}
