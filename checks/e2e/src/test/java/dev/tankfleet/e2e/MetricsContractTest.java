package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code docs/metrics.md} names what a fleet that was played on shows, no more and no less; boards
 * and alerts may use nothing else. With {@code -Dtankfleet.reference=write} the table is written
 * anew.
 */
abstract class MetricsContractTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "metrics.md");
    private static final String BEGIN = "<!-- ours: made from a fleet that was played on -->\n";
    private static final String END = "<!-- end of ours -->\n";
    private static final String HEAD =
            """
            | metric | type | labels | from | |
            |---|---|---|---|---|
            """;
    private static final String JVM = "## The JVM";
    private static final Pattern NAME = Pattern.compile("^\\| `([a-z0-9_]+)`", Pattern.MULTILINE);
    private static final Duration SOON = Duration.ofSeconds(20);

    /** What carries these is ours alone; libraries show more, which no board uses. */
    private static final List<String> OURS =
            List.of(
                    "auth_",
                    "gameserver_",
                    "gateway_",
                    "matchmaker_",
                    "process_client_",
                    "process_log_",
                    "tankfleet_");

    /** The fleet; somebody has played on it. */
    abstract RunningFleet running();

    @Test
    void namesEveryFigureOfOurProcesses() throws Exception {
        // Some show with the first turn of a loop, a few seconds after the start.
        Eventually.eventually(
                SOON,
                () -> assertThat(figures().names()).contains("matchmaker_reconcile_mended_total"));
        var page = Files.readString(PAGE);
        var table = HEAD + String.join("", figures().rows(OURS));
        var expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                        + table
                        + page.substring(page.indexOf(END));

        if (System.getProperty("tankfleet.reference", "").equals("write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as("write it anew: -Dtankfleet.test.jvm=-Dtankfleet.reference=write")
                    .isEqualTo(expected);
        }
    }

    @Test
    void showsTheFiguresOfTheJvmThatBoardsUse() throws Exception {
        var page = Files.readString(PAGE);
        var section = page.substring(page.indexOf(JVM)).split("\n## ", 2)[0];
        var names = NAME.matcher(section).results().map(found -> found.group(1)).toList();
        assertThat(names).isNotEmpty();
        // A pause shows with the first one.
        System.gc();

        Eventually.eventually(SOON, () -> assertThat(figures().names()).containsAll(names));
    }

    private Figures figures() throws IOException, InterruptedException {
        return Figures.read(running().fleet().addresses().metrics());
    }
}
