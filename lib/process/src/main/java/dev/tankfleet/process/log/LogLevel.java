package dev.tankfleet.process.log;

import ch.qos.logback.classic.Level;

/** How much of our own events is written. There is no level that hides errors. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN;

    Level level() {
        return switch (this) {
            case TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
        };
    }
}
