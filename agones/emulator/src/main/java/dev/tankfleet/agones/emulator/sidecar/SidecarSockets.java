package dev.tankfleet.agones.emulator.sidecar;

import java.io.IOException;

/** Where sidecars listen; an adapter implements it. Any thread may call it. */
public interface SidecarSockets {
    /**
     * Listens for one game server.
     *
     * @param port port, or 0 for a free one
     * @return the port
     * @throws IOException if the port is taken; the message names it
     */
    int open(Sidecar sidecar, int port) throws IOException;

    /**
     * Stops listening and breaks the open streams; nothing happens if nobody listens for that
     * server.
     */
    void close(String gameServer);
}
