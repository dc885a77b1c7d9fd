package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The controller's part in a GameServer's life: RequestReady → Ready, and Shutdown → deletion.
 * Owned by the loop; each step follows the one before after the time that a controller takes to see
 * it.
 */
public final class StateController implements Cluster.Listener {
    private final Loop loop;
    private final Cluster cluster;
    private final Duration delay;

    /**
     * @param delay time from a change to the controller's answer, some 25 ms on the real one
     */
    public StateController(Loop loop, Cluster cluster, Duration delay) {
        this.loop = loop;
        this.cluster = cluster;
        this.delay = delay;
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        if (after == null || (before != null && before.state() == after.state())) {
            return;
        }
        if (after.state() == GameServer.State.REQUEST_READY) {
            later(() -> cluster.update(after.name(), StateController::toReady));
        }
        if (after.state() == GameServer.State.SHUTDOWN) {
            later(() -> cluster.delete(after.name()));
        }
    }

    private void later(Runnable task) {
        loop.after(delay, () -> cluster.leadership().run(task));
    }

    private static StoredServer toReady(StoredServer server) {
        boolean isAsked =
                server.state() == GameServer.State.REQUEST_READY && !server.isBeingDeleted();
        return isAsked ? server.withState(GameServer.State.READY) : server;
    }
}
