package dev.tankfleet.process.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;

import org.slf4j.Logger;

/** The parts of a logback set-up, made in code. Stateless; the thread that configures calls it. */
final class LogSetup {
    private static final String OURS = "dev.tankfleet";

    private LogSetup() {}

    /** Ours from the given level, libraries from WARN. */
    static void levels(LoggerContext context, Level ours) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(OURS).setLevel(ours);
    }

    static void attach(LoggerContext context, Appender<ILoggingEvent> appender) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    static Appender<ILoggingEvent> console(LoggerContext context, ConsoleFormat format) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("console");
        appender.setEncoder(
                switch (format) {
                    case TEXT -> text(context);
                    case JSON -> json(context);
                });
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var layout = new ConsoleLine();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    static Appender<ILoggingEvent> file(LoggerContext context, LogConfig config) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(config.file().toString());
        appender.setEncoder(json(context));
        appender.setRollingPolicy(aside(context, config, appender));
        appender.setTriggeringPolicy(whenFull(context, config));
        appender.start();
        return appender;
    }

    private static JsonEncoder json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithMarkers(false);
        // The formatted message says it all; pattern and arguments would say it twice.
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    private static FixedWindowRollingPolicy aside(
            LoggerContext context, LogConfig config, RollingFileAppender<ILoggingEvent> appender) {
        var policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(config.directory().resolve(config.name()) + ".%i.jsonl");
        policy.setMinIndex(1);
        policy.setMaxIndex(config.filesMax() - 1);
        policy.start();
        return policy;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> whenFull(
            LoggerContext context, LogConfig config) {
        var policy = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        policy.setContext(context);
        policy.setMaxFileSize(new FileSize(config.sizeMaxBytes()));
        // Look at every event; by default it looks once a minute, too late in a flood.
        policy.setCheckIncrement(Duration.buildByMilliseconds(0));
        policy.start();
        return policy;
    }
}
