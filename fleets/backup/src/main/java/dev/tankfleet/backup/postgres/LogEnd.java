package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.Reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Whether any transaction in a log ended after a time. PostgreSQL refuses to recover to a time when
 * nothing comes after it in the log; whoever restores what an idle server was has to know. Asked of
 * pg_waldump. Owned by one command's thread.
 */
final class LogEnd {
    private static final Duration READ_MAX = Duration.ofHours(1);

    /** As much may be of a record that is cut off at the end. */
    private static final long RECORD_MAX_BYTES = 1024 * 1024;

    private static final Pattern ENDED =
            Pattern.compile(
                    "desc: (?:COMMIT|ABORT).*? ([0-9]{4}-[0-9]{2}-[0-9]{2})"
                            + " ([0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]+) UTC");

    /** How it says where it stopped, since it is never told where the end is. */
    private static final Pattern STOPPED =
            Pattern.compile(
                    "(?:error in WAL record at|could not find a valid record after)"
                            + " ([0-9A-F]+/[0-9A-F]+)");

    private final PostgresTools tools;
    private final PostgresFacts facts;
    private final Path segments;

    LogEnd(PostgresTools tools, PostgresFacts facts, Path segments) {
        this.tools = tools;
        this.facts = facts;
        this.segments = segments;
    }

    /**
     * Whether one ended later.
     *
     * @throws IOException when the log cannot be read to its end
     */
    boolean hasEndedLater(Reach reach, Instant time) throws IOException {
        long from = from(reach, time);
        var said =
                tools.tool("pg_waldump")
                        .with("--path", segments.toString(), "--rmgr", "Transaction")
                        .with("--timeline", Integer.toString(facts.chain().timeline()))
                        .with("--start", Lsn.text(from))
                        .withVariable("TZ", "UTC")
                        .withVariable("LC_ALL", "C")
                        .runHoweverItEnds(segments, READ_MAX);
        boolean isLater = false;
        long stopped = 0;
        try (var lines = Files.newBufferedReader(said)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var ended = ENDED.matcher(line);
                if (ended.find()) {
                    var at = Instant.parse(ended.group(1) + "T" + ended.group(2) + "Z");
                    isLater = isLater || at.isAfter(time);
                }
                var end = STOPPED.matcher(line);
                stopped = end.find() ? Lsn.parse(end.group(1)) : stopped;
            }
        }
        if (reach.to() - stopped > RECORD_MAX_BYTES) {
            throw new IOException(
                    "pg_waldump stopped at %s (expected: %s); %s says why"
                            .formatted(Lsn.text(stopped), Lsn.text(reach.to()), said));
        }
        Files.delete(said);
        return isLater;
    }

    /** What was stored by then ended by then. */
    private long from(Reach reach, Instant time) {
        return reach.pieces().stream()
                .filter(piece -> !piece.until().isAfter(time))
                .mapToLong(PieceName::to)
                .reduce(facts.end(), Math::max);
    }
}
