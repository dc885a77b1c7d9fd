package dev.tankfleet.agones.conformance.scene;

import dev.tankfleet.agones.conformance.grpc.RawSidecar;
import dev.tankfleet.agones.conformance.grpc.RawWatch;
import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** One GameServer of a scene, with its sidecar. One thread uses it. */
public final class Server implements AutoCloseable {
    private final Scene scene;
    private final Agones agones;
    private final String name;
    private @Nullable RawSidecar sidecar;

    Server(Scene scene, Agones agones, String name) {
        this.scene = scene;
        this.agones = agones;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Its sidecar. */
    public RawSidecar sidecar() {
        if (sidecar == null) {
            sidecar = new RawSidecar(agones.sidecarPort(name));
        }
        return sidecar;
    }

    /** Port of its sidecar for JSON over HTTP. */
    public int restPort() {
        return agones.sidecarRestPort(name);
    }

    /** As the API has it; it must be there. */
    public GameServer view() {
        return agones.find(name).orElseThrow(() -> new AssertionError(name + " is gone"));
    }

    /** One of its counters as the API has it; it must be there. */
    public GameServer.Counter counter(String key) {
        var counter = view().counters().get(key);
        if (counter == null) {
            throw new AssertionError(name + " has no counter " + key);
        }
        return counter;
    }

    /** One of its lists as the API has it; it must be there. */
    public GameServer.ValueList list(String key) {
        var list = view().lists().get(key);
        if (list == null) {
            throw new AssertionError(name + " has no list " + key);
        }
        return list;
    }

    /** When it was allocated for the last time; it must have been. */
    public Instant lastAllocated() {
        return view().lastAllocated()
                .orElseThrow(() -> new AssertionError(name + " was never allocated"));
    }

    /** Whether the API has it no more. */
    public boolean isGone() {
        return agones.find(name).isEmpty();
    }

    public GameServer.State state() {
        return view().state();
    }

    /** Waits until it is in that state. */
    public void await(GameServer.State state) {
        scene.eventually(name + " is " + state.text(), () -> state() == state);
    }

    /** Waits until it is gone. */
    public void awaitGone() {
        scene.eventually(name + " is gone", this::isGone);
    }

    /** A watch that has told the first object. */
    public RawWatch watch() {
        RawWatch watch = sidecar().watch();
        scene.eventually("the watch tells the object", () -> !watch.messages().isEmpty());
        return watch;
    }

    /** Its sidecar is killed. */
    public void killSidecar() {
        agones.killSidecar(name);
    }

    /** A sidecar that was killed runs again. */
    public void startSidecar() {
        agones.startSidecar(name);
    }

    /** Somebody deletes it. */
    public void delete() {
        agones.delete(name);
    }

    /** Somebody puts a label on it. */
    public void label(String key, String value) {
        agones.label(name, key, value);
    }

    @Override
    public void close() {
        if (sidecar != null) {
            sidecar.close();
        }
    }
}
