package dev.tankfleet.testkit.fuzz;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what reading one hostile input may cost: processor time and garbage, both of the calling
 * thread alone, so that a busy machine changes nothing. Stateless; every thread may call it.
 */
public final class Effort {
    /** Processor time of one reading; a reader that is not linear takes seconds. */
    static final long CPU_MAX_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Garbage of one reading, whatever the size of the input. */
    static final long GARBAGE_MAX_BYTES = 1024 * 1024;

    /** Further garbage per byte of the input. */
    static final long GARBAGE_PER_BYTE_MAX = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Effort() {}

    /** A reading of the input. */
    @FunctionalInterface
    public interface Reading<T, E extends Exception> {
        T read() throws E;
    }

    /**
     * The outcome of a reading that kept to the bounds. One that did not is repeated, since the
     * first reading of its kind also loads classes; so a reading must not change what it reads.
     *
     * @throws AssertionError if it did not keep to them again
     * @throws E what the reading threw
     */
    public static <T, E extends Exception> T bounded(int sizeBytes, Reading<T, E> reading)
            throws E {
        try {
            return measured(sizeBytes, reading);
        } catch (TooMuch e) {
            return measured(sizeBytes, reading);
        }
    }

    private static <T, E extends Exception> T measured(int sizeBytes, Reading<T, E> reading)
            throws E {
        long garbage = THREADS.getCurrentThreadAllocatedBytes();
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        try {
            return reading.read();
        } finally {
            cpuNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
            garbage = THREADS.getCurrentThreadAllocatedBytes() - garbage;
            check("ns of processor time", cpuNs, CPU_MAX_NS);
            check(
                    "bytes of garbage",
                    garbage,
                    GARBAGE_MAX_BYTES + GARBAGE_PER_BYTE_MAX * sizeBytes);
        }
    }

    private static void check(String what, long found, long max) {
        if (found > max) {
            throw new TooMuch(what + ": " + found + " (expected: <= " + max + ")");
        }
    }

    /** A reading was over a bound. */
    private static final class TooMuch extends AssertionError {
        private static final long serialVersionUID = 1L;

        TooMuch(String message) {
            super(message);
        }
    }
}
