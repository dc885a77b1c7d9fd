package dev.tankfleet.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.tankfleet.testkit.time.Eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The page in a browser whose WebSockets go through lines that a test can stretch and break. Owned
 * by the test's thread.
 *
 * <p>What is watched is watched inside the page, by its own clock: when a key went down, when the
 * drawn tank answered, and when a state of the server told of it.
 */
final class DistantPage implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final double LOOK_AGAIN_MS = 20;
    private static final String NOTICE = "document.getElementById('notice').textContent";

    /** Sends each WebSocket to its line; notes what passes, and when. */
    private static final String WATCH =
            """
            (() => {
              const ports = %s;
              const watch = window.watch = { auths: [], own: 0, tick: 0, told: null, key: null, spoilTokens: false };
              const far = url => url.replace(/:(\\d+)/, (all, port) => ":" + (ports[port] ?? port));
              const drawn = () => {
                const { ownX, ownY, ownHull } = document.getElementById("arena").dataset;
                return ownX === undefined ? null : { x: +ownX, y: +ownY, hull: +ownHull };
              };
              const differ = (a, b) => a && b && (Math.hypot(a.x - b.x, a.y - b.y) > 0.003 || Math.abs((a.hull - b.hull + 540) %% 360 - 180) > 0.3);
              window.WebSocket = class extends WebSocket {
                constructor(url) {
                  super(far(url));
                  this.addEventListener("message", event => {
                    const frame = JSON.parse(event.data);
                    if (frame.type === "AUTH_OK") watch.own = frame.tank_id;
                    if (frame.type !== "WORLD_STATE") return;
                    watch.tick = frame.tick;
                    watch.told = frame.tanks.find(tank => tank.id === watch.own);
                    if (watch.key && watch.key.toldMs === null && differ(watch.told, watch.key.told)) watch.key.toldMs = performance.now() - watch.key.atMs;
                  });
                }
                send(text) {
                  const frame = JSON.parse(text);
                  if (frame.type === "AUTH") {
                    if (frame.resume_token && watch.spoilTokens) frame.resume_token += "x";
                    watch.auths.push({ ...frame, url: this.url });
                  }
                  super.send(JSON.stringify(frame));
                }
              };
              addEventListener("keydown", event => {
                if (!event.repeat) watch.key = { atMs: event.timeStamp, heardMs: performance.now(), drawn: drawn(), told: watch.told, frames: 0, frameMs: performance.now(), longestFrameMs: 0, drawnMs: null, drawnFrame: null, dueFrame: null, toldMs: null };
              }, true);
              requestAnimationFrame(function count() {
                requestAnimationFrame(count);
                const key = watch.key;
                if (!key) return;
                key.frames++;
                const frameMs = performance.now();
                if (key.drawnFrame === null || key.dueFrame === null) key.longestFrameMs = Math.max(key.longestFrameMs, frameMs - key.frameMs);
                key.frameMs = frameMs;
                // The first frame that begins a whole step after the key was heard: by now the tank must have answered.
                if (key.dueFrame === null && frameMs - key.heardMs >= 1000 / 30) key.dueFrame = key.frames;
              });
              // Hears of each drawing at the end of the callback that made it.
              const seen = () => {
                if (!watch.key || watch.key.drawnMs !== null || !differ(drawn(), watch.key.drawn)) return;
                watch.key.drawnMs = performance.now() - watch.key.atMs;
                watch.key.drawnFrame = watch.key.frames;
              };
              addEventListener("DOMContentLoaded", () => new MutationObserver(seen).observe(document.getElementById("arena"), { attributes: true }));
            })();
            """;

    private final RunningFleet running;
    private final List<Line> lines;
    private final Playwright playwright;
    private final Browser browser;
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final Page page;

    private DistantPage(RunningFleet running, List<Line> lines) {
        this.running = running;
        this.lines = lines;
        this.playwright = Chromium.playwright();
        this.browser = Chromium.launch(playwright);
        // Small, so that a machine without a graphics card draws in time.
        this.page =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT))
                        .newPage();
        page.onPageError(errors::add);
        page.addInitScript(WATCH.formatted(ports()));
    }

    /** A page that is this far from each gateway of the fleet. */
    static DistantPage open(RunningFleet running, Duration oneWay) {
        var lines = new ArrayList<Line>();
        for (int port : running.gatewayPorts()) {
            lines.add(Line.to(port, oneWay));
        }
        return new DistantPage(running, lines);
    }

    /** Opens the page anew and plays. */
    void play() {
        page.navigate(running.fleet().addresses().page().toString());
        page.getByText("Play", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("body[data-state=playing]").waitFor(within());
        page.locator("#arena[data-own-x]").waitFor(within());
        await("Boolean(watch.told?.alive)");
        // Without a sound card the browser's audio thread takes a large part of a small machine.
        page.keyboard().press("KeyM");
    }

    Page page() {
        return page;
    }

    List<Line> lines() {
        return lines;
    }

    /** Errors of the page's scripts. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    String matchId() {
        return Objects.requireNonNull(page.locator("#arena").getAttribute("data-match"));
    }

    /** A number that the watch keeps. */
    double number(String expression) {
        return ((Number) page.evaluate("watch." + expression)).doubleValue();
    }

    /** Waits until an expression over the page and its watch is true. */
    void await(String expression) {
        Eventually.eventuallyTrue(WITHIN, expression, () -> isTrue(expression));
    }

    /** Whether an expression is true now; lets the browser's messages in on the way. */
    boolean isTrue(String expression) {
        page.waitForTimeout(LOOK_AGAIN_MS);
        return page.evaluate(expression).equals(true);
    }

    /** Waits until the page says above all that its connection is lost. */
    void awaitLost() {
        await(NOTICE + ".startsWith('Connection lost')");
    }

    /** Waits until the page does not speak of its connection and states go on. */
    void awaitBack() {
        double before = number("tick");
        await("watch.tick > " + (before + 15) + " && !" + NOTICE + ".startsWith('Connection')");
    }

    @Override
    public void close() {
        playwright.close();
        lines.forEach(Line::close);
    }

    private String ports() {
        var entries = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            entries.add(running.gatewayPorts().get(i) + ": " + lines.get(i).port());
        }
        return "{" + String.join(", ", entries) + "}";
    }

    private static Locator.WaitForOptions within() {
        return new Locator.WaitForOptions().setTimeout(WITHIN.toMillis());
    }
}
