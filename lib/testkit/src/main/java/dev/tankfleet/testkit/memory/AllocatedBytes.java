package dev.tankfleet.testkit.memory;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/**
 * Counts the bytes that the current thread allocates. Stateless; other threads do not disturb it.
 */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS_MAX = 3;

    private AllocatedBytes() {}

    /**
     * Runs a turn many times and tells what the measured runs allocated together.
     *
     * <p>When a method first goes to the second compiler, the JVM resolves the string constants of
     * its class on the calling thread: some hundred bytes, once, at any time. So up to {@value
     * #ROUNDS_MAX} rounds are measured and the least counts; what a turn allocates is in each.
     *
     * @param turn one turn of the hot loop; make it once, outside
     * @param warmups turns before the measurement, for class loading and the compiler
     * @param turns measured turns of a round, such as 10,000
     * @return bytes, 0 for code that allocates nothing
     * @throws IllegalStateException when this JVM does not count
     */
    public static long during(Runnable turn, int warmups, int turns) {
        if (!THREADS.isThreadAllocatedMemoryEnabled()) {
            throw new IllegalStateException("this JVM does not count allocated bytes");
        }
        run(turn, warmups);
        // The first reading may allocate for itself.
        THREADS.getCurrentThreadAllocatedBytes();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && least > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(turn, turns);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void run(Runnable turn, int times) {
        for (int i = 0; i < times; i++) {
            turn.run();
        }
    }
}
