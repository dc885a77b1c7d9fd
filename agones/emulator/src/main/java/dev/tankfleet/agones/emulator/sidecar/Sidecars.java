package dev.tankfleet.agones.emulator.sidecar;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sidecars by name of their GameServer. Owned by the loop. */
public final class Sidecars {
    private final Loop loop;
    private final Cluster cluster;
    private final Duration flushDelay;
    private final Map<String, Sidecar> sidecars = new HashMap<>();

    /**
     * @param flushDelay time from a call to its write, 500 ms on the real one
     */
    public Sidecars(Loop loop, Cluster cluster, Duration flushDelay) {
        this.loop = loop;
        this.cluster = cluster;
        this.flushDelay = flushDelay;
    }

    /** A new sidecar for this server; it works as soon as it is started. */
    public Sidecar add(StoredServer server) {
        Sidecar sidecar = new Sidecar(loop, cluster, server, flushDelay);
        Sidecar before = sidecars.put(server.name(), sidecar);
        if (before != null) {
            // Of a server of the same name that is gone; it must not speak for this one.
            before.kill();
        }
        return sidecar;
    }

    /** The sidecar of that server. */
    public Optional<Sidecar> find(String name) {
        return Optional.ofNullable(sidecars.get(name));
    }

    /** Begins to look for signs of life, and takes up a reservation. */
    public void start(String name) {
        find(name).ifPresent(Sidecar::start);
    }

    /** Has this sidecar write that much later from now on. */
    public void slow(String name, Duration by) {
        find(name).ifPresent(sidecar -> sidecar.slow(by));
    }

    /** Loses what this sidecar has queued. */
    public void kill(String name) {
        find(name).ifPresent(Sidecar::kill);
    }

    /** Ends a sidecar for good. */
    public void remove(String name) {
        kill(name);
        sidecars.remove(name);
    }
}
