package dev.tankfleet.local.fleet;

import dev.tankfleet.process.stop.OrderedStop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Starts a fleet so that neither a failure nor a signal in the middle leaves something running.
 * Runs on the caller's thread.
 */
public final class GuardedStart {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedStart.class);

    private GuardedStart() {}

    /**
     * Starts; whoever asked stops the fleet.
     *
     * @param stop knows what is up already
     * @throws RuntimeException what kept a part from starting; nothing is left running then
     */
    public static <F> F run(OrderedStop stop, Function<OrderedStop, F> start) {
        boolean isStarted = false;
        try {
            var fleet = start.apply(stop);
            isStarted = true;
            return fleet;
        } catch (RuntimeException e) {
            // What breaks because the parts under it are being stopped is no failure of its own.
            throw stop.hasBegun() ? new OrderedStop.StopHasBegun(e) : e;
        } finally {
            if (!isStarted) {
                stop.stop();
            }
        }
    }

    /**
     * As {@link #run}; SIGINT and SIGTERM stop it from the first moment on.
     *
     * @param startMax how long a signal waits for the part that is just coming up
     * @throws OrderedStop.StopHasBegun if the signal came before all parts were up
     */
    public static <F> F untilSignal(
            OrderedStop stop, Duration startMax, Function<OrderedStop, F> start) {
        var isOver = new CountDownLatch(1);
        stop.onSignal();
        // The part that is just coming up must be ended, too, before the process may go.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> await(isOver, startMax)));
        try {
            return run(stop, start);
        } finally {
            isOver.countDown();
        }
    }

    private static void await(CountDownLatch isOver, Duration startMax) {
        try {
            if (!isOver.await(startMax.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.error("The start did not end in {}", startMax);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
