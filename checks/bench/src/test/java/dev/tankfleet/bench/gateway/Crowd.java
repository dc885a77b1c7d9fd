package dev.tankfleet.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Many players over one selector. Owned by the main thread, which drives it. */
final class Crowd implements AutoCloseable {
    /** Ports of one loopback address that are surely free. */
    private static final int PER_ADDRESS = 5_000;

    /** The gateway's own queue of half-open sockets is not what is measured. */
    private static final int OPENING_MAX = 100;

    private static final int READ_BYTES = 256 * 1_024;
    private static final long LOOK_MS = 1;
    private static final long MAX_NS = TimeUnit.MINUTES.toNanos(5);

    private final int port;
    private final Selector selector;
    private final Deliveries deliveries = new Deliveries();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<Client> clients = new ArrayList<>();

    // Owned by the main thread.
    private int inputsPerSecond;
    private long inputsSinceNs;
    private long inputs;

    Crowd(int port) throws IOException {
        this.port = port;
        this.selector = Selector.open();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    List<Client> clients() {
        return clients;
    }

    /** Inputs that were sent since {@link #steer}. */
    long inputs() {
        return inputs;
    }

    /** Lets players come until there are so many, spread over the matches of the stand-in. */
    void grow(int players, StandIn game, int matches) throws IOException {
        while (clients.size() < players) {
            enter(game, matches);
            if (clients.size() % OPENING_MAX == 0 || clients.size() == players) {
                runUntil("everybody plays", () -> clients.stream().allMatch(Client::isPlaying));
            }
        }
    }

    /** Everybody sends inputs from now on; 0 for none. */
    void steer(int perSecond) {
        inputsPerSecond = perSecond;
        inputsSinceNs = System.nanoTime();
        inputs = 0;
    }

    void runFor(long ns) throws IOException {
        long untilNs = System.nanoTime() + ns;
        while (System.nanoTime() < untilNs) {
            turn();
        }
    }

    void runUntil(String what, BooleanSupplier condition) throws IOException {
        long untilNs = System.nanoTime() + MAX_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > untilNs) {
                throw new IOException("not in time: " + what);
            }
            turn();
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void enter(StandIn game, int matches) throws IOException {
        int number = clients.size();
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        var from = new byte[] {127, 0, 2, (byte) (1 + number / PER_ADDRESS)};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
        int match = number % matches;
        var client =
                new Client(channel, game.matchId(match), game.token(match, "player-" + number));
        clients.add(client);
        channel.register(selector, SelectionKey.OP_CONNECT, client);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void turn() throws IOException {
        selector.select(LOOK_MS);
        for (var key : selector.selectedKeys()) {
            var channel = (SocketChannel) key.channel();
            var client = (Client) key.attachment();
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                client.onConnected();
            } else if (key.isReadable()) {
                read(channel, client);
            }
        }
        selector.selectedKeys().clear();
        sendInputs();
    }

    private void read(SocketChannel channel, Client client) throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new IOException("the gateway has closed a socket without a word");
        }
        client.onBytes(in.flip(), System.nanoTime(), deliveries);
    }

    /** At most one for each player at a time: what a stall has made late is left out. */
    private void sendInputs() throws IOException {
        double perNs = inputsPerSecond * (double) clients.size() / TimeUnit.SECONDS.toNanos(1);
        long due = (long) ((System.nanoTime() - inputsSinceNs) * perNs) - inputs;
        for (int i = 0; i < Math.min(due, clients.size()); i++) {
            clients.get((int) (inputs % clients.size())).sendInput();
            inputs++;
        }
        if (due > clients.size()) {
            inputsSinceNs += (long) ((due - clients.size()) / perNs);
        }
    }
}
