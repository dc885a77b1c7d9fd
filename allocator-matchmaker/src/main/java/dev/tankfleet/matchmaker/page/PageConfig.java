package dev.tankfleet.matchmaker.page;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.net.URI;

/**
 * The page and what it needs to know.
 *
 * @param folder folder of the class path with {@code index.html}, such as {@code web}
 * @param authUrl where the page reaches auth, without a slash at the end
 */
public record PageConfig(
        @Default("web") String folder, @Default("http://localhost:8888") URI authUrl) {
    /** Checks both. */
    public PageConfig {
        Check.that(folder.matches("[A-Za-z0-9_/-]{1,64}"), "folder", folder, "a plain folder name");
        Check.that(
                authUrl.getHost() != null && !authUrl.toString().endsWith("/"),
                "authUrl",
                authUrl,
                "scheme://host[:port][/path] without a slash at the end");
    }
}
