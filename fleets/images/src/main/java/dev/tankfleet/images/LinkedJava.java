package dev.tankfleet.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.spi.ToolProvider;

/** The Java of the images, linked from the one that runs this. Stateless. */
final class LinkedJava {
    private static final String MODULES = "modules.txt";

    /** What only desktops need; {@code java.desktop} is there for {@code java.beans}. */
    private static final String LEFT_OUT = "/java.desktop/lib/*,/java.base/lib/jexec";

    private LinkedJava() {}

    /** Modules that are linked, besides those that they stand on. */
    static List<String> modules() {
        try (var stream = LinkedJava.class.getResourceAsStream(MODULES);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, MODULES),
                                        StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Links it into a folder that does not exist yet.
     *
     * @param jmods modules for another machine; where there are none, those of this Java are taken
     */
    static void link(Path jmods, Path folder) {
        var words = new ArrayList<String>();
        if (Files.isDirectory(jmods)) {
            words.addAll(List.of("--module-path", jmods.toString()));
        }
        words.addAll(List.of("--add-modules", String.join(",", modules())));
        words.addAll(List.of("--no-header-files", "--no-man-pages"));
        // A layer is compressed as a whole, and a start should not unpack.
        words.addAll(List.of("--compress", "zip-0"));
        words.addAll(List.of("--exclude-files", LEFT_OUT, "--output", folder.toString()));
        run("jlink", words.toArray(String[]::new));
    }

    /** Which release was linked, such as {@code 25.0.3}. */
    static String version(Base base) throws IOException {
        return release(base.java(), "JAVA_VERSION");
    }

    /** Who built the Java that runs this. */
    static String vendor() throws IOException {
        return release(Path.of(System.getProperty("java.home")), "IMPLEMENTOR");
    }

    private static String release(Path java, String key) throws IOException {
        var release = new Properties();
        try (var reader = Files.newBufferedReader(java.resolve("release"))) {
            release.load(reader);
        }
        return release.getProperty(key, "unknown").replace("\"", "");
    }

    /** Runs a tool of the JDK and returns what it says. */
    static String run(String tool, String... arguments) {
        var provider =
                ToolProvider.findFirst(tool)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                tool + ": not there (expected: a whole JDK)"));
        var out = new StringWriter();
        int status = provider.run(new PrintWriter(out), new PrintWriter(out), arguments);
        if (status != 0) {
            throw new IllegalStateException(tool + ": status " + status + ": " + out);
        }
        return out.toString();
    }
}
