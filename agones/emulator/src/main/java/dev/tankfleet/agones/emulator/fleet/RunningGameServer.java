package dev.tankfleet.agones.emulator.fleet;

/** A game server that was launched. */
@FunctionalInterface
public interface RunningGameServer {
    /**
     * Stops it, as SIGTERM stops a pod: returns when it has ended. Called once, on a virtual
     * thread, when its GameServer is deleted for whatever reason, the server's own Shutdown
     * included. After the grace time nobody waits any more.
     */
    void stop();
}
