package dev.tankfleet.agones.emulator.sidecar;

import java.io.IOException;

/** Where sidecars listen; an adapter implements it. Any thread may call it. */
public interface SidecarSockets {
    /**
     * Listens for one game server, on a port for gRPC and on the one after it for HTTP.
     *
     * @param port the first of the two, or 0 for a free pair
     * @return the first of the two
     * @throws IOException if one is taken; the message names it
     */
    int open(Sidecar sidecar, int port) throws IOException;

    /**
     * Stops listening and breaks the open streams; nothing happens if nobody listens for that
     * server.
     */
    void close(String gameServer);
}
