package dev.tankfleet.backup.exporter;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is watched.
 *
 * @param watched {@code kind/source=period} of each, such as {@code redis/eu=1h}; a period in
 *     {@code m}, {@code h} or {@code d}
 * @param scanEvery pause between two looks at the store, at least 10 s
 */
public record ExporterConfig(List<String> watched, @Default("1m") Duration scanEvery) {
    private static final Duration SCAN_MIN = Duration.ofSeconds(10);
    private static final String WAL = PieceName.FOLDER;
    private static final String RULE = "kind/source=period, such as redis/eu=1h";

    public ExporterConfig {
        watched = List.copyOf(watched);
        Check.that(!watched.isEmpty(), "watched", watched, "at least one of " + RULE);
        watched.forEach(Watched::parse);
        Check.that(scanEvery.compareTo(SCAN_MIN) >= 0, "scanEvery", scanEvery, ">= " + SCAN_MIN);
    }

    /** Each, in parts. */
    public List<Watched> each() {
        return watched.stream().map(Watched::parse).toList();
    }

    /**
     * One that is watched.
     *
     * @param kind of which kind copies are, or {@code wal} for the log between them
     * @param source which of them
     * @param period how often a copy is due
     */
    public record Watched(String kind, String source, Duration period) {
        private static Watched parse(String text) {
            var parts = text.strip().split("[/=]", -1);
            boolean isFine =
                    parts.length == 3
                            && (Kind.of(parts[0]).isPresent() || parts[0].equals(WAL))
                            && CopyName.isSource(parts[1])
                            && parts[2].matches("[1-9][0-9]{0,4}[mhd]");
            Check.that(isFine, "watched", text, RULE);
            long count = Long.parseLong(parts[2].substring(0, parts[2].length() - 1));
            var period =
                    switch (parts[2].charAt(parts[2].length() - 1)) {
                        case 'm' -> Duration.ofMinutes(count);
                        case 'h' -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            return new Watched(parts[0], parts[1], period);
        }

        /** Of which copies, empty for the log between them. */
        Optional<Kind> copies() {
            return Kind.of(kind);
        }
    }
}
