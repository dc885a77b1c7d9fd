package dev.tankfleet.testkit.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Command {@code check|write <root>}: formats the Java files below a folder, but for what the build
 * wrote and what lies in hidden folders. {@code check} changes nothing and ends with 1 when a file
 * has another shape.
 */
public final class Format {
    private static final int EXIT_OK = 0;
    private static final int EXIT_DIFFERS = 1;
    private static final int EXIT_USAGE = 2;

    /** Name of the folders that the build writes. */
    private static final String BUILT = "target";

    private Format() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) throws IOException {
        System.exit(run(args));
    }

    static int run(String... args) throws IOException {
        if (args.length != 2 || !List.of("check", "write").contains(args[0])) {
            System.err.println("usage: format check|write <root>");
            return EXIT_USAGE;
        }
        var write = args[0].equals("write");
        var differing = visit(Path.of(args[1]), write);
        differing.forEach(
                place -> System.out.println((write ? "" : "not ") + "formatted " + place));
        return write || differing.isEmpty() ? EXIT_OK : EXIT_DIFFERS;
    }

    /** The files of a checkout that have another shape, each as {@code file:line}. */
    static List<String> differingIn(Path root) throws IOException {
        return visit(root, false);
    }

    private static List<String> visit(Path root, boolean write) throws IOException {
        return javaFilesIn(root).parallelStream()
                .map(file -> visitFile(file, write))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> visitFile(Path file, boolean write) {
        try {
            var source = Files.readString(file);
            var shaped = shape(file, source);
            int line = JavaShape.firstDifference(source, shaped);
            if (line > 0 && write) {
                Files.writeString(file, shaped);
            }
            return line == 0 ? Optional.empty() : Optional.of(file + ":" + line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + file, e);
        }
    }

    private static String shape(Path file, String source) {
        try {
            return JavaShape.of(source);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> javaFilesIn(Path root) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes about) {
                        var name = folder.getFileName().toString();
                        boolean isOurs = !name.startsWith(".") && !name.equals(BUILT);
                        return isOurs || folder.equals(root)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                        if (about.isRegularFile() && file.toString().endsWith(".java")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        Collections.sort(files);
        return files;
    }
}
