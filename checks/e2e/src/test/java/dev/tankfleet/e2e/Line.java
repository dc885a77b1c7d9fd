package dev.tankfleet.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A line to a server of this machine that takes its time, breaks, or goes dead. One virtual thread
 * reads each connection and direction, one clerk writes them all; every thread may give it orders.
 *
 * <p>A client that comes from a loopback address of its own reaches the server from there, too, and
 * can be told apart: its connections can be broken singly, as a {@link Fault} says.
 */
public final class Line implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CHUNKS_MAX = 4_096;
    private static final int BACKLOG = 16;

    private final ServerSocket door;
    private final int target;
    private final long delayNs;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Wire> newest = new ConcurrentHashMap<>();
    private final Map<InetAddress, Ordered> ordered = new ConcurrentHashMap<>();
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
    public static Line to(int port, Duration oneWay) {
        try {
            return new Line(port, oneWay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Breaks all connections, as a server does that is killed. */
    public void cut() {
        wires.forEach(Wire::reset);
    }

    /**
     * Has the newest connection of a client break; opened when it has. At once if it has none.
     *
     * @param client address that it comes from
     */
    public CountDownLatch strike(InetAddress client, Fault fault) {
        var wire = newest.get(client);
        if (wire == null || !wires.contains(wire)) {
            return new CountDownLatch(0);
        }
        wire.order(fault);
        return wire.broken();
    }

    /** As {@link #strike}, for the next connection that the client will open. */
    public CountDownLatch strikeNext(InetAddress client, Fault fault) {
        var order = new Ordered(fault, new CountDownLatch(1));
        ordered.put(client, order);
        return order.broken();
    }

    /** Breaks all connections and takes no new ones until {@link #up}. */
    public void down() {
        isDown = true;
        cut();
    }

    public void up() {
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
        var from = client.getInetAddress();
        var order = ordered.remove(from);
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target, from, 0);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var wire = new Wire(client, server, order == null ? new CountDownLatch(1) : order.broken());
        if (order != null) {
            wire.order(order.fault());
        }
        wires.add(wire);
        newest.put(from, wire);
        carry(wire, client, server);
        carry(wire, server, client);
    }

    /** What is read is written after the delay, by the one clerk, who keeps the order. */
    private void carry(Wire wire, Socket from, Socket to) {
        threads.execute(
                () -> {
                    byte[] buffer = new byte[CHUNK_BYTES];
                    try {
                        var in = from.getInputStream();
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            byte[] chunk = Arrays.copyOf(buffer, n);
                            room.acquire();
                            later(() -> write(wire, to, chunk));
                        }
                        later(() -> end(wire, from, () -> quietly(to)));
                    } catch (IOException e) {
                        later(() -> end(wire, from, () -> reset(to)));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** A silent wire does not tell of the end of its other side, either. */
    private void end(Wire wire, Socket from, Runnable tell) {
        if (wire.isSilent()) {
            quietly(from);
            if (wire.client().isClosed() && wire.server().isClosed()) {
                wires.remove(wire);
            }
        } else {
            wires.remove(wire);
            tell.run();
        }
    }

    private void later(Runnable work) {
        if (!clerk.isShutdown()) {
            clerk.schedule(work, delayNs, TimeUnit.NANOSECONDS);
        }
    }

    private void write(Wire wire, Socket to, byte[] chunk) {
        room.release();
        if (isDead) {
            return;
        }
        try {
            wire.write(to, chunk);
        } catch (IOException e) {
            reset(to);
        }
    }

    static void reset(Socket socket) {
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

    /**
     * A fault for a connection to come.
     *
     * @param broken opened when it has struck
     */
    private record Ordered(Fault fault, CountDownLatch broken) {}
}
