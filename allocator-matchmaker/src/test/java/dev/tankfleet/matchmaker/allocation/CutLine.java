package dev.tankfleet.matchmaker.allocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A line to a port of this machine that breaks on order. A virtual thread per connection and
 * direction; every thread may cut it.
 */
final class CutLine implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private CutLine(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static CutLine to(int port) {
        try {
            return new CutLine(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks all connections, and takes no new one. */
    void cut() {
        try {
            door.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        threads.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                sockets.add(client);
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                threads.execute(() -> carry(client, server));
                threads.execute(() -> carry(server, client));
            }
        } catch (IOException e) {
            // The line is cut.
            return;
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has ended, or the line is cut: both ends are closed.
            return;
        }
    }
}
