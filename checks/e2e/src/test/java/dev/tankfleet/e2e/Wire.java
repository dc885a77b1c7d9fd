package dev.tankfleet.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * One connection of a {@link Line}: a socket to the client, one to the server. The line's clerk
 * writes; every thread may give orders.
 */
final class Wire {
    private final Socket client;
    private final Socket server;
    private final CountDownLatch broken;

    // Guarded by this.
    private Fault fault;
    private int chunksToIt;

    private volatile boolean isSilent;

    /**
     * @param broken opened when a fault has struck
     */
    Wire(Socket client, Socket server, CountDownLatch broken) {
        this.client = client;
        this.server = server;
        this.broken = broken;
    }

    Socket client() {
        return client;
    }

    Socket server() {
        return server;
    }

    /** Has it break at a chunk from now on. */
    synchronized void order(Fault next) {
        fault = next;
        chunksToIt = next.chunk();
    }

    /** Opened when the fault has struck. */
    CountDownLatch broken() {
        return broken;
    }

    /** Whether it carries nothing any more, not even the news of its end. */
    boolean isSilent() {
        return isSilent;
    }

    /** Writes a chunk to one of the two, or does what was ordered instead. Called by the clerk. */
    void write(Socket to, byte[] chunk) throws IOException {
        if (isSilent) {
            return;
        }
        var due = due(to);
        if (due == null) {
            to.getOutputStream().write(chunk);
            return;
        }
        strike(due.blow(), to.getOutputStream(), chunk);
        broken.countDown();
    }

    /** Both sides get an RST. */
    void reset() {
        Line.reset(client);
        Line.reset(server);
    }

    private void strike(Fault.Blow blow, OutputStream out, byte[] chunk) throws IOException {
        switch (blow) {
            case RESET_BEFORE -> reset();
            case RESET_INSIDE -> {
                out.write(chunk, 0, chunk.length / 2);
                reset();
            }
            case RESET_AFTER -> {
                out.write(chunk);
                reset();
            }
            case FINISH_AFTER -> {
                out.write(chunk);
                client.shutdownOutput();
                server.shutdownOutput();
            }
            case FALL_SILENT -> isSilent = true;
        }
    }

    /** The fault, if this is the chunk for it; null if not. */
    private synchronized Fault due(Socket to) {
        var waiting = fault;
        var hit =
                waiting != null
                        && (waiting.direction() == Fault.Direction.TO_CLIENT) == (to == client);
        if (!hit || --chunksToIt > 0) {
            return null;
        }
        fault = null;
        return waiting;
    }
}
