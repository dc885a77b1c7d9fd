package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The GameServers of one emulated cluster. Owned by the loop; {@link #views()} may be read from any
 * thread.
 *
 * <p>A write that changes nothing is no write: nobody is told, as on the real API server. Listeners
 * are told within the write, and therefore only take note; what they do about it they do in a turn
 * of their own.
 */
public final class Cluster {
    private final Loop loop;
    private final String namespace;
    private final RandomGenerator random;
    private final ConcurrentNavigableMap<String, GameServer> views = new ConcurrentSkipListMap<>();
    private final Leadership leadership;

    // Owned by the loop.
    private final Map<String, StoredServer> servers = new TreeMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private long version;

    public Cluster(Loop loop, String namespace, RandomGenerator random) {
        this.loop = loop;
        this.namespace = namespace;
        this.random = random;
        this.leadership = new Leadership(loop);
    }

    /** Takes note of what changed. */
    public interface Listener {
        /**
         * A server was created, changed or removed.
         *
         * @param before null if it was created
         * @param after null if it was removed
         */
        void onChange(@Nullable StoredServer before, @Nullable StoredServer after);
    }

    /** Tells the listener of every change from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Tells the listener no more. */
    public void unlisten(Listener listener) {
        listeners.remove(listener);
    }

    /** Whether a controller of this cluster leads. */
    public Leadership leadership() {
        return leadership;
    }

    /** The namespace of all servers. */
    public String namespace() {
        return namespace;
    }

    /**
     * Stores a new server in state Starting.
     *
     * @throws IllegalArgumentException if the name is taken, or none
     */
    public StoredServer create(
            String name, Map<String, String> moreLabels, ServerTemplate template) {
        if (!NameRules.isObjectName(name)) {
            throw new IllegalArgumentException("name: " + name + " (expected: a DNS name)");
        }
        if (servers.containsKey(name)) {
            throw new IllegalArgumentException("name: " + name + " (expected: a free name)");
        }
        StoredServer created =
                new StoredServer(
                                name,
                                namespace,
                                new UUID(random.nextLong(), random.nextLong()).toString(),
                                ++version,
                                1,
                                loop.now(),
                                null,
                                template.labels(),
                                template.annotations(),
                                new ServerStatus(
                                        GameServer.State.STARTING,
                                        "",
                                        List.of(),
                                        template.counters(),
                                        template.lists()),
                                template)
                        .withMetadata(moreLabels, Map.of());
        put(null, created);
        return created;
    }

    /** The server of that name. */
    public Optional<StoredServer> find(String name) {
        return Optional.ofNullable(servers.get(name));
    }

    /** All servers, by name. */
    public List<StoredServer> all() {
        return List.copyOf(servers.values());
    }

    /** What a client of the cluster sees now, by name; any thread may read it. */
    public List<GameServer> views() {
        return List.copyOf(views.values());
    }

    /** Writes a change; nothing happens if the server is gone, or if the change changes nothing. */
    public void update(String name, UnaryOperator<StoredServer> change) {
        StoredServer before = servers.get(name);
        if (before == null) {
            return;
        }
        StoredServer changed = change.apply(before);
        if (!changed.equals(before)) {
            put(before, changed.written(++version));
        }
    }

    /**
     * Writes a change of a server that is still as the caller saw it, as an update with a resource
     * version does.
     *
     * @param seen the server as the caller saw it
     * @return false if it was written or removed in the meantime; nothing was written then
     */
    public boolean updateIfUnchanged(StoredServer seen, UnaryOperator<StoredServer> change) {
        StoredServer stored = servers.get(seen.name());
        if (stored == null || stored.version() != seen.version()) {
            return false;
        }
        update(seen.name(), change);
        return true;
    }

    /** Begins the deletion of a server; it stays until its process has ended. */
    public void delete(String name) {
        update(
                name,
                server -> server.isBeingDeleted() ? server : server.toBeingDeleted(loop.now()));
    }

    /** Takes a server out of the store. */
    public void remove(String name) {
        StoredServer removed = servers.remove(name);
        if (removed != null) {
            views.remove(name);
            tell(removed, null);
        }
    }

    private void put(@Nullable StoredServer before, StoredServer after) {
        servers.put(after.name(), after);
        views.put(after.name(), after.view());
        tell(before, after);
    }

    private void tell(@Nullable StoredServer before, @Nullable StoredServer after) {
        for (Listener listener : List.copyOf(listeners)) {
            listener.onChange(before, after);
        }
    }
}
