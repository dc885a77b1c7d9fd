package dev.tankfleet.matchmaker.locate.maxmind;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;

import dev.tankfleet.matchmaker.locate.Position;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One database, as it was when it was opened. Immutable; every thread may ask.
 *
 * <p>It is never closed: a lookup may be under way, and the mapped memory goes with the last one
 * who holds it.
 */
final class CityDatabase {
    private static final int BITS_PER_BYTE = 8;
    private static final int RECORDS_PER_NODE = 2;
    private static final int IPV6 = 6;
    private static final String LATITUDE = "latitude";
    private static final String LONGITUDE = "longitude";

    /**
     * Addresses all over the tree, so that a file that is broken inside is found at its opening.
     */
    private static final String[] SAMPLES = {
        "1.1.1.1",
        "24.48.0.1",
        "41.0.0.1",
        "80.0.0.1",
        "127.0.0.1",
        "185.0.0.1",
        "200.0.0.1",
        "223.1.1.1"
    };

    private final Reader reader;

    private CityDatabase(Reader reader) {
        this.reader = reader;
    }

    /**
     * Maps a file.
     *
     * @throws IOException if it cannot be read or is no such database; the message says why
     */
    static CityDatabase open(Path file) throws IOException {
        var database = new CityDatabase(new Reader(file.toFile()));
        var metadata = database.metadata();
        long treeBytes =
                metadata.nodeCount() * metadata.recordSize() * RECORDS_PER_NODE / BITS_PER_BYTE;
        if (treeBytes >= Files.size(file)) {
            throw new IOException("its tree is larger than the file");
        }
        for (var sample : SAMPLES) {
            database.find(InetAddress.ofLiteral(sample));
        }
        return database;
    }

    Metadata metadata() {
        return reader.getMetadata();
    }

    /**
     * Where an address is, null if it is not in here.
     *
     * @throws IOException if the file is broken at that place
     */
    @Nullable Position find(InetAddress address) throws IOException {
        if (!(address instanceof Inet4Address) && metadata().ipVersion() != IPV6) {
            // The first bits of an IPv6 address would lead to some IPv4 network.
            return null;
        }
        try {
            return positionIn(reader.get(address, Map.class));
        } catch (RuntimeException e) { // what the library throws depends on which byte is broken
            throw new IOException("it is broken inside", e);
        }
    }

    /** MaxMind nests the coordinates in {@code location}; others have them beside the city. */
    private static @Nullable Position positionIn(@Nullable Map<?, ?> place) {
        if (place == null) {
            return null;
        }
        var holder = place.get("location") instanceof Map<?, ?> location ? location : place;
        return holder.get(LATITUDE) instanceof Number latitude
                        && holder.get(LONGITUDE) instanceof Number longitude
                ? new Position(latitude.doubleValue(), longitude.doubleValue())
                : null;
    }
}
