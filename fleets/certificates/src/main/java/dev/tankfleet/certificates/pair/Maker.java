package dev.tankfleet.certificates.pair;

import java.time.Duration;
import java.util.List;

/**
 * Makes certificates and their keys. An interface so that nothing else needs to know the library
 * that writes them.
 */
public interface Maker {
    /** The kind of all keys, on the curve P-256, which every client of today knows. */
    String KEY = "EC";

    /** How they sign. */
    String SIGNATURE = "SHA256withECDSA";

    /** An authority that vouches for itself. */
    Pair authority(String name, Duration life);

    /**
     * The same authority, with its name and its key, for longer: whom it vouched for stays good.
     */
    Pair renewed(Pair authority, Duration life);

    /**
     * A server for which an authority vouches.
     *
     * @param name for people to read
     * @param hosts names and IPv4 addresses, at least one
     * @param life how long, or as long as the authority lasts, if that is less
     */
    Pair server(Pair authority, String name, List<String> hosts, Duration life);
}
