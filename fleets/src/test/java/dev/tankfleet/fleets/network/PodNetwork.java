package dev.tankfleet.fleets.network;

import dev.tankfleet.fleets.chart.Rendered;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stations at one switch, each in a namespace of its own, those of the release behind the rules
 * that its policies make. All of them listen on all ports. Owned by one test.
 */
final class PodNetwork implements AutoCloseable {
    private static final int DNS = 53;
    private static final int CONNECT_MAX_MS = 5_000;
    private static final int BACKLOG_MAX = 64;

    private final NetworkNamespace hub = NetworkNamespace.create("switch");
    private final Map<Station, NetworkNamespace> stations = new LinkedHashMap<>();
    private final List<Channel> sockets = new ArrayList<>();
    private final int[] ports;

    private PodNetwork(int[] ports) {
        this.ports = ports.clone();
    }

    /**
     * Builds it.
     *
     * @param ports on which everybody listens
     */
    static PodNetwork open(Rendered rendered, List<Station> stations, int[] ports)
            throws IOException {
        var network = new PodNetwork(ports);
        var rules = new NftRules(rendered.all("NetworkPolicy"), stations);
        network.connect(stations);
        for (var station : stations) {
            var inside = network.stations.get(station);
            inside.run(
                    List.of("ip", "-batch"),
                    """
                    link set lo up
                    addr add %s/32 dev eth0
                    link set eth0 up
                    route add default dev eth0
                    """
                            .formatted(station.address()));
            if (station.isOurs()) {
                inside.run(List.of("nft", "-f"), rules.of(station));
            }
            var names = inside.inside(() -> network.listen(station));
            Thread.ofVirtual().start(() -> echo(names));
        }
        return network;
    }

    /** Each pair and port over which something came through, as {@code edge > gateway:8080}. */
    Set<String> reachable() {
        var reachable = new TreeSet<String>();
        for (var from : stations.entrySet()) {
            for (var to : stations.keySet()) {
                boolean isTried = from.getKey() != to && (from.getKey().isOurs() || to.isOurs());
                if (isTried) {
                    reachable.addAll(from.getValue().inside(() -> reachable(from.getKey(), to)));
                }
            }
        }
        return reachable;
    }

    private void connect(List<Station> all) throws IOException {
        var orders = new StringBuilder("link add br0 type bridge\nlink set br0 up\n");
        for (var station : all) {
            var inside = NetworkNamespace.create(station.name());
            stations.put(station, inside);
            var port = "port" + stations.size();
            orders.append(
                    """
                    link add %1$s type veth peer name eth0 netns %2$s
                    link set %1$s master br0
                    link set %1$s up
                    """
                            .formatted(port, inside.threadId()));
        }
        hub.run(List.of("ip", "-batch"), orders.toString());
    }

    /** Answers for names are the caller's to give: no thread may be started in here. */
    private DatagramChannel listen(Station station) throws IOException {
        for (int port : ports) {
            var socket = ServerSocketChannel.open();
            sockets.add(socket);
            // Nobody need take a connection: a full handshake is the kernel's to make.
            socket.bind(new InetSocketAddress(station.address(), port), BACKLOG_MAX);
        }
        var names = DatagramChannel.open();
        sockets.add(names);
        names.bind(new InetSocketAddress(station.address(), DNS));
        return names;
    }

    private static void echo(DatagramChannel channel) {
        var packet = ByteBuffer.allocate(16);
        try {
            while (channel.isOpen()) {
                var from = channel.receive(packet.clear());
                channel.send(packet.flip(), from);
            }
        } catch (IOException _) {
            // Closed, with the test.
        }
    }

    private List<String> reachable(Station from, Station to) throws IOException {
        var reachable = new ArrayList<String>();
        for (int port : ports) {
            if (connects(from, to, port)) {
                reachable.add(from.name() + " > " + to.name() + ":" + port);
            }
        }
        if (isAnswered(from, to)) {
            reachable.add(from.name() + " > " + to.name() + ":udp" + DNS);
        }
        return reachable;
    }

    private static boolean connects(Station from, Station to, int port) {
        try (var socket = new Socket()) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.bind(new InetSocketAddress(from.address(), 0));
            socket.connect(new InetSocketAddress(to.address(), port), CONNECT_MAX_MS);
            return true;
        } catch (ConnectException _) { // refused
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(from.name() + " > " + to.name() + ":" + port, e);
        }
    }

    private static boolean isAnswered(Station from, Station to) throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(from.address(), 0))) {
            socket.setSoTimeout(CONNECT_MAX_MS);
            socket.connect(new InetSocketAddress(to.address(), DNS));
            socket.send(new DatagramPacket(new byte[] {1}, 1));
            socket.receive(new DatagramPacket(new byte[1], 1));
            return true;
        } catch (SocketTimeoutException e) { // what is refused is refused at once
            throw new IllegalStateException(from.name() + " > " + to.name() + ":udp" + DNS, e);
        } catch (IOException _) { // no such port, or the sender's own rules say no
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        stations.values().forEach(NetworkNamespace::close);
        hub.close();
    }
}
