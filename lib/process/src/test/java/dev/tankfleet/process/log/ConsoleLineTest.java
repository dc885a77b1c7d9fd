package dev.tankfleet.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class ConsoleLineTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void tellsEventKeysAndCauseInOneLine() {
        var event = event("Match begun", new IllegalStateException("no map"));
        event.addKeyValuePair(new KeyValuePair("matchId", "m-1"));

        assertThat(new ConsoleLine().doLayout(event))
                .matches(
                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Sample - Match begun matchId=m-1"
                                + " ! IllegalStateException: no map\\R");
    }

    @Test
    void letsNobodyForgeASecondEvent() {
        var line =
                new ConsoleLine().doLayout(event("name\r\n12:00 ERROR fake\u2028\u001b[2J", null));

        assertThat(line.stripTrailing()).doesNotContainPattern("[\\p{Cntrl}\u2028]");
        assertThat(line.lines()).hasSize(1);
    }

    private LoggingEvent event(String message, @Nullable Throwable thrown) {
        var logger = context.getLogger("dev.tankfleet.sample.Sample");
        return new LoggingEvent("fqcn", logger, Level.WARN, message, thrown, null);
    }
}
