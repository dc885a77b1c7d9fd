package dev.tankfleet.matchmaker.find;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The modes that can be played, and the seats of a match in each. Immutable. */
final class GameModes {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_-]{1,64})=([1-9][0-9]{0,2})");
    private static final int SEATS_MAX = 128;

    private final Map<String, Integer> seats;

    private GameModes(Map<String, Integer> seats) {
        this.seats = Map.copyOf(seats);
    }

    static boolean isReadable(List<String> entries) {
        return !entries.isEmpty()
                && entries.stream()
                        .map(ENTRY::matcher)
                        .allMatch(m -> m.matches() && Integer.parseInt(m.group(2)) <= SEATS_MAX);
    }

    static GameModes read(List<String> entries) {
        var seats = new LinkedHashMap<String, Integer>();
        for (var entry : entries) {
            var matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw new IllegalStateException("mode " + entry + " was checked before");
            }
            seats.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return new GameModes(seats);
    }

    /** Seats of a match, null if there is no such mode. */
    @Nullable Integer seatsOf(String mode) {
        return seats.get(mode);
    }
}
