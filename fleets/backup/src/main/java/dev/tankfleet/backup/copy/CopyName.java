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
 * @param label more, for a kind that needs it: the name of a segment; empty for all others
 */
public record CopyName(Kind kind, String source, Instant at, String label)
        implements Comparable<CopyName> {
    /** What a source may be called. */
    public static final String SOURCE_RULE = "1 to 64 of a-z, 0-9 and -";

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9.]{0,64}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = 16;
    private static final int PARTS = 3;

    public CopyName {
        Check.that(isSource(source), "source", source, SOURCE_RULE);
        Check.that(LABEL.matcher(label).matches(), "label", label, "letters, digits, dots");
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A copy without a label. */
    public static CopyName of(Kind kind, String source, Instant at) {
        return new CopyName(kind, source, at, "");
    }

    /** Whether a source may be called so. */
    public static boolean isSource(String source) {
        return SOURCE.matcher(source).matches();
    }

    /** The copy of that path, if it is the path of one. */
    public static Optional<CopyName> parse(String path) {
        var parts = path.split("/", -1);
        if (parts.length != PARTS || !isSource(parts[1]) || parts[2].length() < TIME_LENGTH) {
            return Optional.empty();
        }
        var kind = Kind.of(parts[0]);
        var rest = parts[2].substring(TIME_LENGTH);
        if (kind.isEmpty() || !(rest.isEmpty() || isLabelled(rest))) {
            return Optional.empty();
        }
        try {
            var at = TIME.parse(parts[2].substring(0, TIME_LENGTH), Instant::from);
            var label = rest.isEmpty() ? "" : rest.substring(1);
            return Optional.of(new CopyName(kind.get(), parts[1], at, label));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Its folder in the store, without a slash at the end. */
    public String path() {
        var end = label.isEmpty() ? "" : "-" + label;
        return kind.folder() + "/" + source + "/" + TIME.format(at) + end;
    }

    @Override
    public int compareTo(CopyName other) {
        return path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }

    private static boolean isLabelled(String rest) {
        return rest.length() > 1
                && rest.charAt(0) == '-'
                && LABEL.matcher(rest.substring(1)).matches();
    }
}
