package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.Found;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.program.Scratch;
import dev.tankfleet.backup.wal.Archive;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.Reach;
import dev.tankfleet.backup.wal.SegmentFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a data folder that becomes, when a PostgreSQL starts on it, what the server was at a time:
 * the newest copy that had ended by then, and the log that follows it. Stateless.
 */
public final class PointInTime {
    /** In the data folder: what is fetched from here goes when the server has recovered. */
    private static final String RESTORED = "restored";

    /** Transactions do not end in the order of their times. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** PostgreSQL knows no names of zones yet when it reads this, not even Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private PointInTime() {}

    /**
     * Which copy to begin with.
     *
     * @param until a time, or null for all there is
     * @throws IOException when there is none, or the store is away
     */
    public static CopyName copyFor(
            CopyReader reader, Archive archive, String source, @Nullable Instant until)
            throws IOException {
        var complete =
                Copies.of(archive.store(), Kind.POSTGRES, source).stream()
                        .filter(Found::isComplete)
                        .toList();
        for (var found : complete.reversed()) {
            var facts = PostgresFacts.of(reader.manifest(found.name()));
            if (until == null || !facts.endedAt().isAfter(until)) {
                return found.name();
            }
        }
        throw new IOException(
                "no copy of %s/%s had ended by %s"
                        .formatted(
                                Kind.POSTGRES.folder(),
                                source,
                                until == null ? "now" : until.toString()));
    }

    /**
     * Makes the folder.
     *
     * @param until a time, or null for all there is
     * @param data missing or empty
     * @return what it leads to, for a person
     * @throws IOException when the log does not lead so far, or anything is damaged
     */
    public static String restore(
            PostgresTools tools,
            CopyReader reader,
            Archive archive,
            CopyName copy,
            @Nullable Instant until,
            Path data)
            throws IOException {
        var manifest = reader.manifest(copy);
        var facts = PostgresFacts.of(manifest);
        var reach = archive.reach(copy.source(), facts.chain(), facts.end());
        check(manifest, facts, reach, until);
        if (until != null) {
            reach = reach.upTo(until, SLACK);
        }
        Files.createDirectories(data);
        try (var others = Files.list(data)) {
            if (others.findAny().isPresent()) {
                throw new IOException(data + " is not empty; a server must not get mixed up");
            }
        }
        var restored = Files.createDirectory(data.resolve(RESTORED));
        reader.restore(manifest, archive.opener(), restored);
        DataFolder.make(tools, restored, data);
        Scratch.delete(restored);
        Files.createDirectory(restored);
        SegmentFiles.write(
                archive.reader(),
                reach,
                archive.opener(),
                facts.segmentBytes(),
                data.resolve("pg_wal"),
                restored);
        var gap = reach.gap();
        boolean isCut =
                until != null && new LogEnd(tools, facts, restored).hasEndedLater(reach, until);
        configure(data, isCut ? until : null);
        return "%s and %d pieces of the log, to %s%s"
                .formatted(
                        copy,
                        reach.pieces().size(),
                        isCut ? until : Lsn.text(reach.to()),
                        gap == null ? "" : "; what follows is missing to " + Lsn.text(gap.from()));
    }

    private static void check(
            Manifest manifest, PostgresFacts facts, Reach reach, @Nullable Instant until)
            throws IOException {
        if (until == null) {
            return;
        }
        if (until.isBefore(facts.endedAt())) {
            throw new IOException(
                    "until: %s (expected: not before %s, where %s ends; name an older copy)"
                            .formatted(until, facts.endedAt(), manifest.copy()));
        }
        if (until.isAfter(reach.until())) {
            var last = reach.until().isAfter(facts.endedAt()) ? reach.until() : facts.endedAt();
            throw new IOException(
                    "until: %s (expected: not after %s, to which the log behind %s leads)"
                            .formatted(until, last, manifest.copy()));
        }
    }

    /** What PostgreSQL reads when it starts; the signal is gone when it has recovered. */
    private static void configure(Path data, @Nullable Instant target) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                "# By tankfleet backup restore. Nothing of it matters once the server has"
                        + " recovered.");
        lines.add("restore_command = 'cp \"" + RESTORED + "/%f\" \"%p\"'");
        lines.add("recovery_end_command = 'rm -r " + RESTORED + "'");
        lines.add("recovery_target_timeline = 'current'");
        lines.add("recovery_target_action = 'promote'");
        if (target != null) {
            lines.add("recovery_target_time = '" + TIME.format(target) + "'");
        }
        Files.write(
                data.resolve("postgresql.auto.conf"),
                List.copyOf(lines),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.createFile(data.resolve("recovery.signal"));
    }
}
