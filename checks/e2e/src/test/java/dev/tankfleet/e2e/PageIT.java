package dev.tankfleet.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A person opens the page in a real browser and plays. */
@NeedsProgram(Program.CHROMIUM)
final class PageIT {
    private static final double PLAYING_WITHIN_MS = 15_000;

    /** A fleet on a busy machine may say so; the page asks again, and the browser tells of it. */
    private static final String NOT_NOW = "a status of 503";

    private static final Duration MOVED_WITHIN = Duration.ofSeconds(10);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static RunningFleet running;
    private static Playwright playwright;
    private static Browser browser;

    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private Page page;

    @BeforeAll
    static void start(@TempDir Path folder) {
        running = RunningFleet.inOneJvm(folder);
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void stop() {
        playwright.close();
        running.close();
    }

    @BeforeEach
    void openPage() {
        page =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))
                        .newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") && !message.text().contains(NOT_NOW)) {
                        complaints.add(message.text());
                    }
                });
        page.navigate(running.fleet().addresses().page().toString());
    }

    @AfterEach
    void closePage() {
        page.context().close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void drivesATankAmongBotsAfterOneClick() throws Exception {
        shoot("gate");

        press("Play");
        awaitPlaying();
        var start = place();
        page.mouse().move(900, 300);
        page.keyboard().down("KeyW");
        page.mouse().down();

        Eventually.eventually(
                MOVED_WITHIN,
                () -> {
                    page.waitForTimeout(100);
                    assertThat(distance(start, place())).as("metres driven").isGreaterThan(1);
                });
        page.keyboard().down("KeyA");
        page.waitForTimeout(1_200);
        shoot("match");
        assertThat(page.locator("#board li")).not().hasCount(0);
        assertThat(page.locator("#ping")).containsText("ms");
    }

    @Test
    void joinsAHeistInAHeavyTankAndChangesItsShell() {
        page.getByLabel("Heist").check();
        page.getByLabel("Heavy").check();

        press("Play");
        awaitPlaying();

        assertThat(page.locator("#objective")).containsText("Reach the vault");
        assertThat(page.locator("#loaded")).hasText("AP");
        page.keyboard().press("KeyQ");
        assertThat(page.locator("#loaded")).hasText("HE");
        shoot("heist");
    }

    @Test
    void playsAgainAfterTheServerWasTakenAway() {
        press("Play");
        awaitPlaying();
        var first = matchId();
        var region = Objects.requireNonNull(page.locator("#arena").getAttribute("data-region"));
        var server = running.fleet().serverOf(region, first).orElseThrow();

        running.fleet().deleteServer(region, server);
        page.locator("body[data-state=result]").waitFor(within15s());
        shoot("result");
        assertThat(page.locator("#result-title")).containsText("The server stopped");
        assertThat(page.locator("#result-rows tr.own")).hasCount(1);
        press("Play again");
        awaitPlaying();

        assertThat(matchId()).isNotEqualTo(first);
        assertThat(running.fleet().serverOf(region, matchId()))
                .isNotEmpty()
                .get()
                .isNotEqualTo(server);
    }

    @Test
    void registersAndPlaysUnderTheNewName() {
        press("Use an account");
        page.locator("input[name=username]").fill("rommel_fox");
        page.locator("input[name=password]").fill("a long enough phrase");
        press("Register");
        assertThat(page.locator("#who")).hasText("You play as rommel_fox.");
        shoot("account");

        press("Play");
        awaitPlaying();

        page.reload();
        assertThat(page.locator("#who")).hasText("You play as rommel_fox.");
    }

    private void press(String button) {
        page.getByText(button, new Page.GetByTextOptions().setExact(true)).click();
    }

    private void awaitPlaying() {
        page.locator("body[data-state=playing]").waitFor(within15s());
        page.locator("#arena[data-own-x]").waitFor();
    }

    private String matchId() {
        return Objects.requireNonNull(page.locator("#arena").getAttribute("data-match"));
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private double[] place() {
        var arena = page.locator("#arena");
        return new double[] {
            Double.parseDouble(arena.getAttribute("data-own-x")),
            Double.parseDouble(arena.getAttribute("data-own-y"))
        };
    }

    private static Locator.WaitForOptions within15s() {
        return new Locator.WaitForOptions().setTimeout(PLAYING_WITHIN_MS);
    }

    private static double distance(double[] from, double[] to) {
        return Math.hypot(to[0] - from[0], to[1] - from[1]);
    }
}
