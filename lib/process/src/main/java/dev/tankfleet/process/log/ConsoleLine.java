package dev.tankfleet.process.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One event as one line for a reader: time, level, logger, message, keys, first cause. Stateless;
 * runs on the thread that logs. Whatever would begin a new line is shown as a space, so that
 * nobody's input can forge an event; stack traces are in the file.
 */
final class ConsoleLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(160);
        line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.append(' ').append(String.format("%-5s", event.getLevel()));
        line.append(' ').append(shortName(event.getLoggerName()));
        line.append(" - ").append(event.getFormattedMessage());
        appendKeys(line, event);
        appendCause(line, event.getThrowableProxy());
        return withoutControls(line) + System.lineSeparator();
    }

    private static void appendKeys(StringBuilder line, ILoggingEvent event) {
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
        }
    }

    private static void appendCause(StringBuilder line, IThrowableProxy thrown) {
        if (thrown != null) {
            line.append(" ! ").append(shortName(thrown.getClassName()));
            line.append(": ").append(thrown.getMessage());
        }
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String withoutControls(CharSequence line) {
        return line.chars()
                .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
