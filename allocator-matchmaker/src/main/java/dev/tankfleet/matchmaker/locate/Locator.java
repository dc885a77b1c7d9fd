package dev.tankfleet.matchmaker.locate;

import java.net.InetAddress;
import java.util.Optional;

/** Tells where a client is. Called on request threads; must not wait for anything remote. */
@FunctionalInterface
public interface Locator {
    /**
     * Looks a client up.
     *
     * @param client address of the client, as the edge trusts it
     * @return its position, if anything is known
     */
    Optional<Position> locate(InetAddress client);

    /** Asks another one about those of whom this one knows nothing. */
    default Locator orElse(Locator other) {
        return client -> locate(client).or(() -> other.locate(client));
    }

    /** Everybody is at one place: a single site, or a fleet on one machine. */
    static Locator at(Position position) {
        return _ -> Optional.of(position);
    }

    /** Nothing is known about anybody; measured round trips decide, or the load alone. */
    static Locator unknown() {
        return _ -> Optional.empty();
    }
}
