package dev.tankfleet.process.log;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.nio.file.Path;

/**
 * Where events go. The files take at most {@code sizeMaxBytes × filesMax}, and a moment more.
 *
 * @param directory folder of the files, made when missing
 * @param name name of the files without {@code .jsonl}, such as the process
 * @param sizeMaxBytes size at which a file is put aside, at least 1,024
 * @param filesMax files kept, the current one included, 2 to 10
 * @param level least level of our own events; those of libraries begin at WARN
 * @param console how lines on the console look
 */
public record LogConfig(
        @Default(".tankfleet/log") Path directory,
        @Default("tankfleet") String name,
        @Default("16777216") long sizeMaxBytes,
        @Default("4") int filesMax,
        @Default("info") LogLevel level,
        @Default("text") ConsoleFormat console) {
    private static final long SIZE_STANDARD_BYTES = 16_777_216;
    private static final int FILES_STANDARD = 4;
    private static final long SIZE_MIN_BYTES = 1_024;
    private static final int FILES_MIN = 2;
    private static final int FILES_MAX = 10;

    public LogConfig {
        Check.that(name.matches("[a-z0-9-]{1,64}"), "name", name, "lower case, digits, dashes");
        Check.that(
                sizeMaxBytes >= SIZE_MIN_BYTES,
                "sizeMaxBytes",
                sizeMaxBytes,
                ">= " + SIZE_MIN_BYTES);
        Check.that(
                filesMax >= FILES_MIN && filesMax <= FILES_MAX,
                "filesMax",
                filesMax,
                FILES_MIN + " to " + FILES_MAX);
    }

    /** As many and as large files as by default. */
    public static LogConfig standard(Path directory, String name, LogLevel level) {
        return new LogConfig(
                directory, name, SIZE_STANDARD_BYTES, FILES_STANDARD, level, ConsoleFormat.TEXT);
    }

    /** The file that is being written. */
    public Path file() {
        return directory.resolve(name + ".jsonl");
    }
}
