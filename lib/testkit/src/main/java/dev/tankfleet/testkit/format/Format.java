package dev.tankfleet.testkit.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Command {@code check|write <root>}: formats the Java files that git knows below a folder, new
 * ones that it does not ignore included. {@code check} changes nothing and ends with 1 when a file
 * has another shape.
 */
public final class Format {
    private static final int EXIT_OK = 0;
    private static final int EXIT_DIFFERS = 1;
    private static final int EXIT_USAGE = 2;

    private Format() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(args));
    }

    static int run(String... args) throws IOException, InterruptedException {
        if (args.length != 2 || !List.of("check", "write").contains(args[0])) {
            System.err.println("usage: format check|write <root>");
            return EXIT_USAGE;
        }
        var write = args[0].equals("write");
        int differing = 0;
        for (var file : javaFilesIn(Path.of(args[1]))) {
            differing += visit(file, write) ? 1 : 0;
        }
        return write || differing == 0 ? EXIT_OK : EXIT_DIFFERS;
    }

    /** Answers whether the file had another shape. */
    private static boolean visit(Path file, boolean write) throws IOException {
        var source = Files.readString(file);
        var shaped = shape(file, source);
        int line = JavaShape.firstDifference(source, shaped);
        if (line == 0) {
            return false;
        }
        System.out.println((write ? "formatted " : "not formatted ") + file + ":" + line);
        if (write) {
            Files.writeString(file, shaped);
        }
        return true;
    }

    private static String shape(Path file, String source) {
        try {
            return JavaShape.of(source);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> javaFilesIn(Path root) throws IOException, InterruptedException {
        var git =
                new ProcessBuilder(
                                "git",
                                "-C",
                                root.toString(),
                                "ls-files",
                                "-z",
                                "--cached",
                                "--others",
                                "--exclude-standard",
                                "--",
                                "*.java")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException("git could not list the Java files in " + root);
        }
        return listed.isEmpty()
                ? List.of()
                : List.of(listed.split("\0")).stream()
                        .map(root::resolve)
                        .filter(Files::isRegularFile)
                        .toList();
    }
}
