package dev.tankfleet.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import dev.tankfleet.testkit.program.Program;

import java.util.List;
import java.util.Map;

/** Starts the browser of this machine. Stateless; what it starts is its caller's to close. */
final class Chromium {

    /** What a page says after an answer of the fleet; a fleet that just began answers slowly. */
    private static final double SAID_WITHIN_MS = 20_000;

    private Chromium() {}

    static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(SAID_WITHIN_MS);
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser launch(Playwright playwright) {
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
}
