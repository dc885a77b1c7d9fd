package dev.tankfleet.backup.wal;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.process.config.Check;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a piece lies, and all that has to be known of it to put a chain together: {@code
 * wal/centre/7710831668688615804/00000001/0000000001500000-0000000001517260-20261122T011500Z}.
 * Names stand in the order of positions. A piece without a byte says that nothing was written until
 * its time. The first of all, behind which nothing of ours lies, says so at its end.
 *
 * @param source of which server
 * @param chain of which of its histories
 * @param from position of its first byte
 * @param to position behind its last byte
 * @param until the server had written nothing else by then that is in no piece, in whole seconds;
 *     {@link Instant#EPOCH} while that is not known
 * @param isFirst whether what was written before was never promised
 */
public record PieceName(
        String source, WalChain chain, long from, long to, Instant until, boolean isFirst)
        implements Comparable<PieceName> {
    /** Where all of them lie, and what labels call them. */
    public static final String FOLDER = "wal";

    private static final Pattern PATH =
            Pattern.compile(
                    FOLDER
                            + "/([a-z0-9-]{1,64})/([0-9]{1,20})/([0-9A-F]{8})"
                            + "/([0-9A-F]{16})-([0-9A-F]{16})-([0-9]{8}T[0-9]{6}Z)(-first)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int HEX = 16;
    private static final int TIMELINE = 3;
    private static final int FROM = 4;
    private static final int TO = 5;
    private static final int UNTIL = 6;
    private static final int FIRST = 7;

    public PieceName {
        Check.that(CopyName.isSource(source), "source", source, CopyName.SOURCE_RULE);
        Check.that(from >= 0 && to >= from, "to", to, ">= from, which is " + from);
        until = until.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The piece of that path, if it is the path of one. */
    public static Optional<PieceName> parse(String path) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var name =
                    new PieceName(
                            matcher.group(1),
                            new WalChain(
                                    matcher.group(2),
                                    Integer.parseInt(matcher.group(TIMELINE), HEX)),
                            Long.parseLong(matcher.group(FROM), HEX),
                            Long.parseLong(matcher.group(TO), HEX),
                            TIME.parse(matcher.group(UNTIL), Instant::from),
                            matcher.group(FIRST) != null);
            return Optional.of(name);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            // It has the form, and means nothing.
            return Optional.empty();
        }
    }

    /** Where all of its chain lie, without a slash at the end. */
    public String folder() {
        return FOLDER + "/" + source + "/" + chain.path();
    }

    /** Its name in the store. */
    public String path() {
        return "%s/%016X-%016X-%s%s"
                .formatted(folder(), from, to, TIME.format(until), isFirst ? "-first" : "");
    }

    /** How many bytes of the log it has. */
    public long sizeBytes() {
        return to - from;
    }

    @Override
    public int compareTo(PieceName other) {
        return path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }
}
