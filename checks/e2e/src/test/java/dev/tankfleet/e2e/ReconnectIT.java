package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** A page whose connection breaks comes back by itself, says so, and drives the same tank. */
@NeedsProgram(Program.CHROMIUM)
@Tag("patient")
final class ReconnectIT {
    private static RunningFleet running;
    private static DistantPage distant;

    private String match;
    private double tank;

    @BeforeAll
    static void start(@TempDir Path folder) {
        running = RunningFleet.inOneJvm(folder);
        distant = DistantPage.open(running, Duration.ofMillis(1));
    }

    @AfterAll
    static void stop() {
        distant.close();
        running.close();
    }

    @BeforeEach
    void play() {
        distant.play();
        match = distant.matchId();
        tank = distant.number("own");
    }

    @AfterEach
    void hearsNoComplaintsOfThePage() {
        assertThat(distant.errors()).isEmpty();
    }

    @Test
    void resumesAfterTheSocketBroke() {
        watchTheNotice();
        for (int drop = 1; drop <= 5; drop++) {
            distant.lines().forEach(Line::cut);
            distant.awaitBack();
        }

        assertThat(distant.page().evaluate("said")).asString().contains("Connection lost");
        assertSameTank();
        assertThat(distant.number("auths.length")).isGreaterThanOrEqualTo(6);
        assertThat(distant.page().evaluate("watch.auths.slice(1).every(auth => auth.resume_token)"))
                .isEqualTo(true);
    }

    @Test
    void keepsTryingWhileTheGatewayIsAway() {
        distant.lines().forEach(Line::down);
        distant.awaitLost();
        distant.page().waitForTimeout(2_000);
        distant.lines().forEach(Line::up);

        distant.awaitBack();
        assertSameTank();
    }

    @Test
    void noticesALineThatIsDeadThoughItIsOpen() {
        distant.lines().forEach(Line::goDead);
        distant.awaitLost();
        distant.lines().forEach(Line::revive);

        distant.awaitBack();
        assertSameTank();
    }

    @Test
    void findsTheSameSeatWhenTheResumeTokenIsRefused() {
        distant.page().evaluate("watch.spoilTokens = true");
        distant.lines().forEach(Line::cut);

        distant.awaitBack();
        assertSameTank();
        assertThat(distant.page().evaluate("watch.auths.at(-1).token")).isNotNull();
    }

    private void assertSameTank() {
        assertThat(distant.matchId()).isEqualTo(match);
        assertThat(distant.number("own")).isEqualTo(tank);
        assertThat(distant.page().locator("body").getAttribute("data-state")).isEqualTo("playing");
    }

    /** What is shown for less than a moment is noted all the same. */
    private static void watchTheNotice() {
        distant.page()
                .evaluate(
                        """
                        () => {
                          window.said = "";
                          const notice = document.getElementById("notice");
                          new MutationObserver(() => (window.said += notice.textContent)).observe(notice, { childList: true });
                        }
                        """);
    }
}
