package dev.tankfleet.webclient;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import dev.tankfleet.testkit.program.Program;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real browser with the files of the page as they were built. Owned by the test's thread. */
final class Browser implements AutoCloseable {
    /** The files of the page. */
    static final Path FILES = Path.of("target", "classes", "web").toAbsolutePath();

    private final HttpServer files;
    private final Playwright playwright;
    private final Page page;

    private Browser(HttpServer files, Playwright playwright, Page page) {
        this.files = files;
        this.playwright = playwright;
        this.page = page;
    }

    static Browser start() {
        var files =
                SimpleFileServer.createFileServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        FILES,
                        SimpleFileServer.OutputLevel.NONE);
        files.start();
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var page =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Program.CHROMIUM.path().orElseThrow())
                                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))
                        .newPage();
        // Any file will do: what is wanted is a document of this origin that runs nothing by
        // itself.
        page.navigate("http://localhost:" + files.getAddress().getPort() + "/style.css");
        return new Browser(files, playwright, page);
    }

    /** Calls a function over the compiled game and one argument; an error in it fails the test. */
    Object call(String function, Object argument) {
        return page.evaluate(
                "async argument => (" + function + ")(await import('/js/game.js'), argument)",
                argument);
    }

    @Override
    public void close() {
        playwright.close();
        files.stop(0);
    }
}
