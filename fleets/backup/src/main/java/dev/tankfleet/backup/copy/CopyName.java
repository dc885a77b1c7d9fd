package dev.tankfleet.backup.copy;

import dev.tankfleet.process.config.Check;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a copy lies: {@code redis/eu/20261122T011500Z}. Times are UTC, so that names stand in the
 * order of time.
 *
 * @param kind what was copied
 * @param source of which of them
 * @param at when the copy was begun, in whole seconds
 */
public record CopyName(Kind kind, String source, Instant at) implements Comparable<CopyName> {
    /** What a source may be called. */
    public static final String SOURCE_RULE = "1 to 64 of a-z, 0-9 and -";

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,64}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int PARTS = 3;

    public CopyName {
        Check.that(isSource(source), "source", source, SOURCE_RULE);
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether a source may be called so. */
    public static boolean isSource(String source) {
        return SOURCE.matcher(source).matches();
    }

    /** The copy of that path, if it is the path of one. */
    public static Optional<CopyName> parse(String path) {
        var parts = path.split("/", -1);
        if (parts.length != PARTS || !isSource(parts[1])) {
            return Optional.empty();
        }
        try {
            var at = TIME.parse(parts[2], Instant::from);
            return Kind.of(parts[0]).map(kind -> new CopyName(kind, parts[1], at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Its folder in the store, without a slash at the end. */
    public String path() {
        return kind.folder() + "/" + source + "/" + TIME.format(at);
    }

    @Override
    public int compareTo(CopyName other) {
        return path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }
}
