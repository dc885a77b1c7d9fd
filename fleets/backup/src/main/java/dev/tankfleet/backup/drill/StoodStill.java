package dev.tankfleet.backup.drill;

import dev.tankfleet.backup.index.Lines;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * What a copy must have when nobody can ask for the moment of which it is: what was there before it
 * was begun, and still after it was done. Whatever came, went or changed meanwhile is in motion,
 * and may be in the copy or not. Stateless.
 */
public final class StoodStill {
    private StoodStill() {}

    /**
     * Keeps what stands in both lists.
     *
     * @param before sorted lines from before
     * @param after sorted lines from after
     * @param common a new file
     * @return how many lines that are
     * @throws IOException when a file fails or is not sorted
     */
    public static long keep(Path before, Path after, Path common) throws IOException {
        var count = new long[1];
        try (var left = Lines.read(before);
                var right = Lines.read(after);
                var out = Lines.write(common)) {
            Lines.merge(
                    left::readLine,
                    right::readLine,
                    line -> {},
                    line -> {
                        writeLine(out, line);
                        count[0]++;
                    },
                    line -> {});
        }
        return count[0];
    }

    /**
     * Looks for each line that must be there.
     *
     * @param expected what {@link #keep} kept
     * @param found sorted lines of what was restored
     * @throws IOException when a file fails or is not sorted
     */
    public static Outcome compare(Path expected, Path found) throws IOException {
        var count = new Outcome.Count();
        var inMotion = new long[1];
        try (var left = Lines.read(expected);
                var right = Lines.read(found)) {
            Lines.merge(
                    left::readLine,
                    right::readLine,
                    count::missing,
                    line -> count.same(),
                    line -> inMotion[0]++);
        }
        if (inMotion[0] > 0) {
            count.note("in motion while the copy was made: " + inMotion[0]);
        }
        return count.outcome();
    }

    /**
     * Writes one line.
     *
     * @throws IOException when the file fails
     */
    public static void writeLine(Writer out, String line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
