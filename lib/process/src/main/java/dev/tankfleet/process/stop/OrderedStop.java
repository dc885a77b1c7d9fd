package dev.tankfleet.process.stop;

import dev.tankfleet.process.config.Check;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a process step by step, the last registered first, so that a part stops before what it leans
 * on. Any thread: the list is guarded by the object, and the first caller of {@link #stop} runs the
 * steps while others wait for its report.
 *
 * <p>Each step has a deadline; the sum of all deadlines may not exceed the total, which {@link
 * #register} checks. So the total holds and still no step is left out. A step that throws or is
 * late is logged and the rest run.
 */
public final class OrderedStop {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedStop.class);

    private final Duration totalMax;
    private final CompletableFuture<StopReport> report = new CompletableFuture<>();

    // Guarded by this.
    private final Deque<Step> steps = new ArrayDeque<>();
    private Duration promised = Duration.ZERO;
    private boolean isStopping;

    private OrderedStop(Duration totalMax) {
        this.totalMax = totalMax;
    }

    /**
     * An empty list of steps.
     *
     * @param totalMax time for all steps together, more than zero
     */
    public static OrderedStop create(Duration totalMax) {
        Check.that(totalMax.isPositive(), "totalMax", totalMax, "> 0");
        return new OrderedStop(totalMax);
    }

    /**
     * Has a part that has just started ended with the rest: before all that were added earlier. If
     * the rest is ending already, it is ended at once, on the caller's thread.
     *
     * @param name what ends, for the log
     * @param deadline time for the step, more than zero
     * @throws IllegalArgumentException when the deadlines exceed the total; the part is the
     *     caller's then
     * @throws StopHasBegun when it is too late; the part has been ended
     */
    public void register(String name, Duration deadline, StopStep step) {
        Check.that(deadline.isPositive(), "deadline", deadline, "> 0");
        var part = new Step(name, deadline, step);
        if (isAdded(part)) {
            return;
        }
        try {
            run(part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StopHasBegun(name);
    }

    /** Runs {@link #stop} on SIGTERM, SIGINT and {@link System#exit}. Call it once. */
    public void onSignal() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
    }

    /**
     * Runs the steps, once; later and parallel calls wait for the same report. A step must not call
     * this.
     */
    public StopReport stop() {
        return begin() ? runAll() : report.join();
    }

    /** Whether somebody has called {@link #stop}. */
    public synchronized boolean hasBegun() {
        return isStopping;
    }

    /** Waits until a stop is over; for a main thread that has nothing else to do. */
    public StopReport await() {
        return report.join();
    }

    private synchronized boolean isAdded(Step step) {
        if (isStopping) {
            return false;
        }
        var sum = promised.plus(step.deadline());
        Check.that(
                sum.compareTo(totalMax) <= 0,
                "deadline",
                step.deadline(),
                "all within " + totalMax);
        promised = sum;
        steps.push(step);
        return true;
    }

    private synchronized boolean begin() {
        var isFirst = !isStopping;
        isStopping = true;
        return isFirst;
    }

    private StopReport runAll() {
        var done = new ArrayList<String>();
        var failed = new ArrayList<String>();
        boolean wasInterrupted = false;
        for (var step : snapshot()) {
            try {
                (run(step) ? done : failed).add(step.name());
            } catch (InterruptedException e) {
                // The rest still runs; the flag, set now, would give up each of them at once.
                LOG.atWarn().addKeyValue("step", step.name()).log("Stop interrupted, step left");
                wasInterrupted = true;
                failed.add(step.name());
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        var result = new StopReport(done, failed);
        report.complete(result);
        return result;
    }

    private synchronized List<Step> snapshot() {
        return List.copyOf(steps);
    }

    private static boolean run(Step step) throws InterruptedException {
        var isDone = new CompletableFuture<Boolean>();
        var thread =
                Thread.ofPlatform()
                        .name("stop-" + step.name())
                        .daemon()
                        .start(() -> isDone.complete(runLogged(step)));
        try {
            if (thread.join(step.deadline())) {
                return isDone.getNow(false);
            }
            LOG.atError()
                    .setCause(stackOf(thread))
                    .addKeyValue("step", step.name())
                    .addKeyValue("deadline", step.deadline())
                    .log("Stop step is late");
            return false;
        } finally {
            thread.interrupt();
        }
    }

    private static boolean runLogged(Step step) {
        try {
            step.action().run();
            return true;
        } catch (Exception e) { // the rest of the process must still stop
            LOG.atError().setCause(e).addKeyValue("step", step.name()).log("Stop step failed");
            return false;
        }
    }

    private static Throwable stackOf(Thread thread) {
        var where = new IllegalStateException("still running in " + thread.getName());
        where.setStackTrace(thread.getStackTrace());
        return where;
    }

    /** A part came up, or failed to, while the process was being stopped already. */
    public static final class StopHasBegun extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** What broke because the parts it leans on are gone. */
        public StopHasBegun(RuntimeException cause) {
            super("stopping, too late to start", cause);
        }

        StopHasBegun(String name) {
            super("stopping, too late to start " + name);
        }
    }

    private record Step(String name, Duration deadline, StopStep action) {}
}
