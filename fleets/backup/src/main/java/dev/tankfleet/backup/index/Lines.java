package dev.tankfleet.backup.index;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files of lines, compressed. Stateless; a reader or writer is owned by one thread. */
public final class Lines {
    private Lines() {}

    /** Somewhere lines come from. */
    @FunctionalInterface
    public interface Source {
        /** The next line, null at the end. */
        @Nullable String next() throws IOException;
    }

    /** Somewhere lines go. */
    @FunctionalInterface
    public interface Sink {
        /** Takes one line. */
        void accept(String line) throws IOException;
    }

    /**
     * Writes a new file.
     *
     * @throws IOException when it cannot be written
     */
    public static BufferedWriter write(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read
     */
    public static BufferedReader read(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    /**
     * Walks over two sorted lists together. A line that stands twice in one and once in the other
     * is common once, and once in one alone.
     *
     * @throws IOException when a source or a sink fails, or a source is not sorted
     */
    public static void merge(Source left, Source right, Sink onlyLeft, Sink both, Sink onlyRight)
            throws IOException {
        var a = left.next();
        var b = right.next();
        while (a != null || b != null) {
            int order = order(a, b);
            if (a != null && order <= 0) {
                (order == 0 ? both : onlyLeft).accept(a);
            } else if (b != null) {
                onlyRight.accept(b);
            }
            a = order <= 0 ? after(a, left) : a;
            b = order >= 0 ? after(b, right) : b;
        }
    }

    /** A list that is at its end comes last. */
    private static int order(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? 1 : -1;
        }
        return a.compareTo(b);
    }

    private static @Nullable String after(@Nullable String line, Source source) throws IOException {
        var next = source.next();
        if (line != null && next != null && next.compareTo(line) < 0) {
            throw new IOException("not sorted: " + next + " after " + line);
        }
        return next;
    }
}
