package dev.tankfleet.process.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Meters of the JVM itself, in one registry per JVM however many services share it. The claim is an
 * atomic flag; the first server to start holds it until it closes.
 */
final class JvmMeters implements AutoCloseable {
    private static final AtomicBoolean CLAIMED = new AtomicBoolean();

    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final boolean isOurs;

    private JvmMeters(boolean isOurs) {
        this.isOurs = isOurs;
    }

    /** Binds memory, GC, threads, classes and CPU, unless another registry of this JVM has them. */
    static JvmMeters bindOnce(MeterRegistry registry) {
        var meters = new JvmMeters(CLAIMED.compareAndSet(false, true));
        if (meters.isOurs) {
            meters.bindTo(registry);
        }
        return meters;
    }

    @Override
    public void close() {
        gc.close();
        if (isOurs) {
            CLAIMED.set(false);
        }
    }

    private void bindTo(MeterRegistry registry) {
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }
}
