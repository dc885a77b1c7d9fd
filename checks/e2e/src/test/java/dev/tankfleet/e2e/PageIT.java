package dev.tankfleet.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A person opens the page, presses Play and drives. */
@NeedsProgram(Program.CHROMIUM)
final class PageIT {
    private static final double PLAYING_WITHIN_MS = 15_000;
    private static final Duration MOVED_WITHIN = Duration.ofSeconds(10);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Test
    void drivesATankAmongBotsAfterOneClick(@TempDir Path folder) throws Exception {
        try (var running = RunningFleet.start(folder);
                var playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = launch(playwright)) {
            var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 800));
            var complaints = new ConcurrentLinkedQueue<String>();
            page.onPageError(complaints::add);
            page.onConsoleMessage(
                    message -> {
                        if (message.type().equals("error")) {
                            complaints.add(message.text());
                        }
                    });
            page.navigate(running.fleet().addresses().page().toString());
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("gate.png")));

            page.getByText("Play", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("body[data-state=playing]")
                    .waitFor(
                            new com.microsoft.playwright.Locator.WaitForOptions()
                                    .setTimeout(PLAYING_WITHIN_MS));
            page.locator("#arena[data-own-x]").waitFor();
            var start = place(page);
            page.mouse().move(900, 300);
            page.keyboard().down("KeyW");
            page.mouse().down();

            Eventually.eventually(
                    MOVED_WITHIN,
                    () -> {
                        page.waitForTimeout(100);
                        assertThat(distance(start, place(page)))
                                .as("metres driven")
                                .isGreaterThan(1);
                    });
            page.keyboard().down("KeyA");
            page.waitForTimeout(1_200);
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("match.png")));
            assertThat(page.locator("#board li")).not().hasCount(0);
            assertThat(page.locator("#ping")).containsText("ms");
            assertThat(complaints).isEmpty();
        }
    }

    private static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(Program.CHROMIUM.path().orElseThrow())
                                .setArgs(
                                        List.of(
                                                "--no-sandbox",
                                                "--disable-gpu",
                                                "--disable-quic",
                                                "--no-first-run",
                                                "--disable-background-networking",
                                                "--disable-component-update",
                                                "--disable-sync")));
    }

    private static double[] place(Page page) {
        var arena = page.locator("#arena");
        return new double[] {
            Double.parseDouble(arena.getAttribute("data-own-x")),
            Double.parseDouble(arena.getAttribute("data-own-y"))
        };
    }

    private static double distance(double[] from, double[] to) {
        return Math.hypot(to[0] - from[0], to[1] - from[1]);
    }
}
