package dev.tankfleet.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What is built.
 *
 * @param home folder of the checkout
 * @param version of the project
 * @param revision commit, with {@code -dirty} behind it if files differ from it
 * @param time of the commit: the age of an image is that of its sources
 */
record Checkout(Path home, String version, String revision, Instant time) {
    /** Asks git. */
    static Checkout of(Path home) throws IOException, InterruptedException {
        var commit = git(home, "log", "-1", "--format=%H %cI").split(" ", 2);
        var isClean = git(home, "status", "--porcelain").isEmpty();
        return new Checkout(
                home,
                Service.GAME_SERVER.version(home),
                isClean ? commit[0] : commit[0] + "-dirty",
                OffsetDateTime.parse(commit[1]).toInstant());
    }

    private static String git(Path home, String... arguments)
            throws IOException, InterruptedException {
        var command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = home.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        var git = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (git.waitFor() != 0) {
            throw new IOException("git in " + home + ": " + said);
        }
        return said;
    }
}
