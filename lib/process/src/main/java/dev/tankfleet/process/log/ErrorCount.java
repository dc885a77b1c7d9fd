package dev.tankfleet.process.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

import java.util.concurrent.atomic.LongAdder;

/** Counts events of level ERROR, whoever logged them. A concurrent counter, any thread. */
final class ErrorCount extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final LongAdder errors = new LongAdder();

    long total() {
        return errors.sum();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            errors.increment();
        }
    }
}
