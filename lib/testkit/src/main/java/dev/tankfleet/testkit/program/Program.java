package dev.tankfleet.testkit.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a test may need, and how to find it. */
public enum Program {
    CHROMIUM("Chromium", "chromium", "chromium-browser", "google-chrome"),
    NGINX("nginx", "nginx");

    /** A user's path often leaves the second one out. */
    private static final List<Path> USUAL_FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
    private final List<String> commands;

    Program(String title, String... commands) {
        this.title = title;
        this.commands = List.of(commands);
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Its executable, from /usr/bin, /usr/sbin or the PATH; empty when it is not installed. */
    public Optional<Path> path() {
        var searchPath = System.getenv().getOrDefault("PATH", "");
        return findIn(
                Stream.concat(
                                USUAL_FOLDERS.stream(),
                                Stream.of(searchPath.split(File.pathSeparator)).map(Path::of))
                        .toList());
    }

    Optional<Path> findIn(List<Path> folders) {
        return commands.stream()
                .flatMap(command -> folders.stream().map(folder -> folder.resolve(command)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
