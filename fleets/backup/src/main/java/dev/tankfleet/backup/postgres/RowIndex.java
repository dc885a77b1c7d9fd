package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.backup.index.Lines;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rows that a copy must have: those that were there before it was begun and still after it was done.
 * A base backup is the state of a moment between the two, which nobody can ask the server for. What
 * came, went or changed meanwhile is in motion, and may be in the copy or not. Stateless.
 */
final class RowIndex {
    private RowIndex() {}

    /** Lists all rows of a server. */
    static void write(RowReader reader, String database, Path file) throws IOException {
        try (var out = Lines.write(file)) {
            reader.read(database, row -> writeLine(out, row));
        }
    }

    /**
     * Keeps what stands in both lists.
     *
     * @return how many rows that are
     */
    static long keepCommon(Path before, Path after, Path common) throws IOException {
        var count = new long[1];
        try (var left = Lines.read(before);
                var right = Lines.read(after);
                var out = Lines.write(common)) {
            Lines.merge(
                    left::readLine,
                    right::readLine,
                    row -> {},
                    row -> {
                        writeLine(out, row);
                        count[0]++;
                    },
                    row -> {});
        }
        return count[0];
    }

    /**
     * Holds a restored server against the list.
     *
     * @param scratch for the list of what it has
     */
    static Outcome compare(Path expected, RowReader restored, String database, Path scratch)
            throws IOException {
        var found = scratch.resolve("found.gz");
        write(restored, database, found);
        var count = new Outcome.Count();
        var inMotion = new long[1];
        try (var left = Lines.read(expected);
                var right = Lines.read(found)) {
            Lines.merge(
                    left::readLine,
                    right::readLine,
                    count::missing,
                    row -> count.same(),
                    row -> inMotion[0]++);
        }
        if (inMotion[0] > 0) {
            count.note(inMotion[0] + " rows were in motion while the copy was made");
        }
        Files.delete(found);
        return count.outcome();
    }

    private static void writeLine(Writer out, String line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
