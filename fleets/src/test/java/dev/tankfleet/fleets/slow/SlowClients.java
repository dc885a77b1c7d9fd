package dev.tankfleet.fleets.slow;

import dev.tankfleet.fleets.chart.EdgeNginx;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLSocket;

/**
 * Many clients of one kind of slowness, each on a virtual thread, from so many addresses that none
 * has more connections than the edge grants. Whoever is cut off comes back. Owned by one test.
 */
final class SlowClients implements AutoCloseable {
    /** Fewer than the edge grants an address. */
    private static final int PER_ADDRESS = 16;

    private static final int ADDRESSES_PER_NETWORK = 250;
    private static final int HANDSHAKES_MAX = 32;
    private static final int RECEIVE_BUFFER_BYTES = 2_048;
    private static final long PAUSE_MS = 1_000;

    private final EdgeNginx edge;
    private final int port;
    private final Slowness slowness;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore handshakes = new Semaphore(HANDSHAKES_MAX);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();

    private SlowClients(EdgeNginx edge, int port, Slowness slowness) {
        this.edge = edge;
        this.port = port;
        this.slowness = slowness;
    }

    static SlowClients start(EdgeNginx edge, int port, Slowness slowness, int count) {
        var clients = new SlowClients(edge, port, slowness);
        for (int i = 0; i < count; i++) {
            var from = address(i / PER_ADDRESS);
            var _ = clients.threads.submit(() -> clients.keepComing(from));
        }
        return clients;
    }

    /** Who is there now. */
    int connected() {
        return connected.get();
    }

    /** How often one has come. */
    int came() {
        return came.get();
    }

    /** How often one was cut off. */
    int cutOff() {
        return cutOff.get();
    }

    private static String address(int index) {
        return "127.2.%d.%d"
                .formatted(index / ADDRESSES_PER_NETWORK, 1 + index % ADDRESSES_PER_NETWORK);
    }

    private void keepComing(String from) {
        try {
            do {
                beSlow(from);
            } while (!end.await(PAUSE_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void beSlow(String from) throws InterruptedException {
        try (var below = edge.plain(from, port, RECEIVE_BUFFER_BYTES);
                var socket = greet(below)) {
            came.incrementAndGet();
            connected.incrementAndGet();
            try {
                slowness.begin(socket);
                while (!end.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    slowness.goOn(socket, below);
                }
            } finally {
                connected.decrementAndGet();
            }
        } catch (IOException _) {
            cutOff.incrementAndGet();
        }
    }

    /** Not too many at a time, or this machine would be slower than the clients mean to be. */
    private SSLSocket greet(Socket below) throws IOException, InterruptedException {
        handshakes.acquire();
        try {
            var socket = edge.secured(below, port);
            socket.startHandshake();
            return socket;
        } finally {
            handshakes.release();
        }
    }

    @Override
    public void close() {
        end.countDown();
        threads.close();
    }
}
