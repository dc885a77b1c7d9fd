package dev.tankfleet.agones.emulator.node;

import java.util.function.IntConsumer;

/** A game server that was launched. */
@FunctionalInterface
public interface RunningGameServer {
    /**
     * Stops it, as SIGTERM stops a pod: returns when it has ended. Called once, on a virtual
     * thread, when its GameServer is deleted for whatever reason, the server's own Shutdown
     * included. After the grace time it is {@linkplain #kill() killed}.
     */
    void stop();

    /**
     * Ends it without asking, as SIGKILL ends a pod that did not stop in time. Called at most once,
     * on a virtual thread; what cannot be killed is left alone.
     */
    default void kill() {}

    /**
     * Asks to be told when it ends, by itself or because it was stopped. Called once, on the
     * cluster's loop; a server that never ends by itself need not care.
     *
     * @param ended takes the exit code, on any thread, at once if it has ended
     */
    default void whenEnded(IntConsumer ended) {}
}
