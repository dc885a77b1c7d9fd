package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The centre of a bus in memory, and the way to its regions. Every thread may call it; {@link
 * #close} ends every connection that was made through it.
 *
 * <p>{@code hub.connect(MATCHMAKER, id)} stands in the centre, {@code
 * hub.leaf("eu").connect(GAME_SERVER, id)} in a region.
 */
public final class MemoryHub implements AutoCloseable {
    private final Lawbook lawbook;
    private final Border border;
    private final DurableStreams streams;
    private final Set<MemoryBus> connections = ConcurrentHashMap.newKeySet();

    // Written by whoever closes.
    private volatile boolean closed;

    private MemoryHub(Lawbook lawbook) {
        this.lawbook = lawbook;
        this.border = new Border(lawbook);
        this.streams = new DurableStreams(border);
    }

    /** A hub without regions, under a law. */
    public static MemoryHub create(Lawbook lawbook) {
        return new MemoryHub(lawbook);
    }

    /**
     * Connects a part of the centre.
     *
     * @param role one that stands in the centre
     * @param selfId id of the part, by the rule of {@code Id}
     */
    public Bus connect(Role role, String selfId) {
        return connect(border.centre(), role, selfId);
    }

    /**
     * A region, the same one for the same name; it comes into being when it is first asked for.
     *
     * @param region name by the rule of {@code Id}; at most {@value Border#REGIONS_MAX} of them
     */
    public Leaf leaf(String region) {
        return new Leaf(border.region(region));
    }

    /** Ends every connection and its threads; nobody can connect any more. */
    @Override
    public void close() {
        closed = true;
        new ArrayList<>(connections).forEach(MemoryBus::close);
    }

    private Bus connect(Tier tier, Role role, String selfId) {
        if (role.isCentral() != tier.isCentre()) {
            throw new IllegalArgumentException(
                    "role: " + role + " (expected: one that stands in the " + tier + ")");
        }
        var post = new MemoryBus.Post(tier, border, streams, lawbook.permissionsOf(role, selfId));
        var name = role.name().toLowerCase(Locale.ROOT) + "-" + selfId;
        var bus = MemoryBus.open(post, name, connections);
        // Whoever closes meanwhile has either seen this connection or is seen here.
        if (closed) {
            bus.close();
            throw new IllegalStateException("bus hub is closed");
        }
        return bus;
    }

    /** One region of the hub. Every thread may call it. */
    public final class Leaf {
        private final Tier tier;

        private Leaf(Tier tier) {
            this.tier = tier;
        }

        /**
         * Connects a part of the region.
         *
         * @param role one that stands in a region
         * @param selfId id of the part, by the rule of {@code Id}
         */
        public Bus connect(Role role, String selfId) {
            return MemoryHub.this.connect(tier, role, selfId);
        }
    }
}
