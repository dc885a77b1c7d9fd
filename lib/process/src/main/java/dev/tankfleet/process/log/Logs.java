package dev.tankfleet.process.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log of this JVM: JSON lines in bounded files, lines on the console, a count of errors. One
 * per JVM, guarded by the class; {@link #errors} may be read by any thread.
 *
 * <p>Services that share a JVM share the log: the first start sets it up, the others get the same.
 * An exception that no thread catches becomes an error event, so the count includes it, and so do
 * errors of libraries that log through {@code java.util.logging}.
 */
public final class Logs implements AutoCloseable {
    // Guarded by the class.
    private static @Nullable Logs current;

    private final LogConfig config;
    private final LoggerContext context;
    private final ErrorCount errors = new ErrorCount();

    private Logs(LogConfig config, LoggerContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * Sets up the log of this JVM, or gives the one that is set up already.
     *
     * @throws UncheckedIOException when the folder cannot be made or written
     */
    public static synchronized Logs start(LogConfig config) {
        if (current == null) {
            var logs = new Logs(config, (LoggerContext) LoggerFactory.getILoggerFactory());
            logs.open();
            current = logs;
        }
        return current;
    }

    /** Events of level ERROR since the start. */
    public long errors() {
        return errors.total();
    }

    /** File that is being written. */
    public Path file() {
        return config.file();
    }

    /** Shows the count of errors as {@code process.log.errors}. */
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("process.log.errors", errors, ErrorCount::total)
                .description("Events of level ERROR, of all services in this JVM")
                .register(registry);
    }

    /** Closes the files and goes back to the console alone; a second call does nothing. */
    @Override
    public void close() {
        synchronized (Logs.class) {
            if (current == this) {
                current = null;
                Thread.setDefaultUncaughtExceptionHandler(null);
                SLF4JBridgeHandler.uninstall();
                context.reset();
                LogSetup.levels(context, config.level().level());
                LogSetup.attach(context, LogSetup.console(context, ConsoleFormat.TEXT));
            }
        }
    }

    private void open() {
        var file = makeFile();
        context.reset();
        LogSetup.levels(context, config.level().level());
        errors.setContext(context);
        errors.start();
        LogSetup.attach(context, errors);
        LogSetup.attach(context, file);
        LogSetup.attach(context, LogSetup.console(context, config.console()));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler(Logs::uncaught);
    }

    private Appender<ILoggingEvent> makeFile() {
        try {
            Files.createDirectories(config.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the log folder " + config.directory(), e);
        }
        var file = LogSetup.file(context, config);
        if (!file.isStarted() || !Files.isWritable(config.file())) {
            throw new UncheckedIOException(
                    new IOException("cannot write the log file " + config.file()));
        }
        return file;
    }

    private static void uncaught(Thread thread, Throwable thrown) {
        Logger log = LoggerFactory.getLogger(Logs.class);
        log.atError().setCause(thrown).addKeyValue("thread", thread.getName()).log("Thread died");
    }
}
