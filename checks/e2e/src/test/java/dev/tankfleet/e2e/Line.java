package dev.tankfleet.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A line to a server of this machine that takes its time, breaks, or goes dead. One virtual thread
 * reads each connection and direction, one clerk writes them all; every thread may give it orders.
 */
final class Line implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CHUNKS_MAX = 4_096;
    private static final int BACKLOG = 16;

    private final ServerSocket door;
    private final int target;
    private final long delayNs;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(CHUNKS_MAX);
    private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private volatile boolean isDown;
    private volatile boolean isDead;

    private Line(int target, Duration oneWay) throws IOException {
        this.target = target;
        this.delayNs = oneWay.toNanos();
        this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** A line to a port of this machine; each byte takes this long on its way. */
    static Line to(int port, Duration oneWay) {
        try {
            return new Line(port, oneWay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks all connections, as a server does that is killed. */
    void cut() {
        sockets.forEach(Line::reset);
    }

    /** Breaks all connections and takes no new ones until {@link #up}. */
    void down() {
        isDown = true;
        cut();
    }

    void up() {
        isDown = false;
    }

    /** Present connections stay open and carry nothing any more. */
    void goDead() {
        isDead = true;
    }

    /** New connections work; those that went dead stay so. */
    void revive() {
        cut();
        isDead = false;
    }

    @Override
    public void close() {
        quietly(door);
        cut();
        threads.shutdownNow();
        clerk.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (isDown) {
                    reset(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The door was closed, or the server behind it refuses: the client sees a break.
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        sockets.add(server);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        carry(client, server);
        carry(server, client);
    }

    /** What is read is written after the delay, by the one clerk, who keeps the order. */
    private void carry(Socket from, Socket to) {
        threads.execute(
                () -> {
                    byte[] buffer = new byte[CHUNK_BYTES];
                    try {
                        var in = from.getInputStream();
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            byte[] chunk = Arrays.copyOf(buffer, n);
                            room.acquire();
                            later(() -> write(to, chunk));
                        }
                        later(() -> quietly(to));
                    } catch (IOException e) {
                        later(() -> reset(to));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        sockets.remove(from);
                    }
                });
    }

    private void later(Runnable work) {
        if (!clerk.isShutdown()) {
            clerk.schedule(work, delayNs, TimeUnit.NANOSECONDS);
        }
    }

    private void write(Socket to, byte[] chunk) {
        room.release();
        if (isDead) {
            return;
        }
        try {
            to.getOutputStream().write(chunk);
        } catch (IOException e) {
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
            return;
        }
        quietly(socket);
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket could not be closed", e);
        }
    }
}
