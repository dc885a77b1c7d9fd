package dev.tankfleet.matchmaker.result;

import dev.tankfleet.proto.subject.Id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the list of a player's matches: behind one of them. Matches that end later do not move
 * it.
 *
 * @param endedAtMs when that match ended, in ms since 1970
 * @param matchId id of that match, which tells it from others of the same ms
 */
public record HistoryCursor(long endedAtMs, String matchId) {
    private static final Pattern TIME = Pattern.compile("\\d{1,15}");

    /** Reads what {@link #text} wrote; empty for anything else. */
    public static Optional<HistoryCursor> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 0
                || !TIME.matcher(text).region(0, dot).matches()
                || !Id.isValid(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(
                new HistoryCursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1)));
    }

    /** As it stands in a URL. */
    public String text() {
        return endedAtMs + "." + matchId;
    }
}
