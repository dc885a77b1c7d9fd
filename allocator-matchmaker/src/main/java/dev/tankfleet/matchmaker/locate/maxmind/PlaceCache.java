package dev.tankfleet.matchmaker.locate.maxmind;

import dev.tankfleet.matchmaker.locate.Position;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The addresses that were asked for last. Guarded by its monitor. */
final class PlaceCache {
    static final int PLACES_MAX = 10_000;

    // Owned by the monitor.
    private final Map<InetAddress, Optional<Position>> places =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<InetAddress, Optional<Position>> eldest) {
                    return size() > PLACES_MAX;
                }
            };

    /** Where an address is; looked up, without the monitor, if it is not known. */
    Optional<Position> find(InetAddress address, Function<InetAddress, Optional<Position>> lookUp) {
        synchronized (this) {
            var known = places.get(address);
            if (known != null) {
                return known;
            }
        }
        var found = lookUp.apply(address);
        synchronized (this) {
            places.put(address, found);
        }
        return found;
    }

    synchronized int size() {
        return places.size();
    }
}
