package dev.tankfleet.local.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one fleet. The first of a kind has its default, the next one 100 more.
 *
 * @param auth HTTP of auth
 * @param authOps metrics and health of auth
 * @param matchmaker HTTP of the matchmaker, and the page
 * @param matchmakerOps metrics and health of the matchmaker
 * @param postgres the database
 * @param gateways WebSocket of each region's gateway
 * @param gatewayOps metrics and health of each gateway
 * @param serverOps metrics and health of each game server, region by region
 */
public record PortPlan(
        int auth,
        int authOps,
        int matchmaker,
        int matchmakerOps,
        int postgres,
        List<Integer> gateways,
        List<Integer> gatewayOps,
        List<Integer> serverOps) {
    private static final int STEP = 100;
    private static final int AUTO_MIN = 20_000;
    private static final int AUTO_END = 32_000;

    public PortPlan {
        gateways = List.copyOf(gateways);
        gatewayOps = List.copyOf(gatewayOps);
        serverOps = List.copyOf(serverOps);
    }

    /**
     * The default ports.
     *
     * @throws PortTaken if one of them is in use
     */
    public static PortPlan standard(int regions, int servers) {
        var plan =
                new PortPlan(
                        free("auth", 8888),
                        free("auth metrics", 8000),
                        free("matchmaker and page", 8090),
                        free("matchmaker metrics", 8002),
                        free("PostgreSQL", 54_321),
                        row("gateway", 8080, regions),
                        row("gateway metrics", 8003, regions),
                        row("game server metrics", 8001, servers));
        return plan;
    }

    /** Whatever ports are free now. */
    public static PortPlan auto(int regions, int servers) {
        var ports = freePorts(5 + 2 * regions + servers);
        int next = 5;
        return new PortPlan(
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                ports.subList(next, next + regions),
                ports.subList(next + regions, next + 2 * regions),
                ports.subList(next + 2 * regions, ports.size()));
    }

    /** Every port of the plan. */
    public List<Integer> all() {
        var all = new ArrayList<>(List.of(auth, authOps, matchmaker, matchmakerOps, postgres));
        all.addAll(gateways);
        all.addAll(gatewayOps);
        all.addAll(serverOps);
        return all;
    }

    /**
     * Documented ports, the first of a kind and each next one 100 more.
     *
     * @throws PortTaken if one of them is in use
     */
    public static List<Integer> row(String use, int first, int count) {
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            ports.add(free(use, first + i * STEP));
        }
        return ports;
    }

    /**
     * A documented port.
     *
     * @throws PortTaken if it is in use
     */
    public static int free(String use, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new PortTaken(use, port, e);
        }
    }

    /**
     * Ports that are free now; all are held until the last is found, so that none comes twice.
     *
     * <p>They lie below those that the system gives to clients: a server that starts a moment later
     * would find its port taken by somebody's outgoing connection.
     *
     * @throws PortTaken if there are not so many
     */
    public static List<Integer> freePorts(int count) {
        return freePorts(count, ThreadLocalRandom.current().nextInt(AUTO_MIN, AUTO_END));
    }

    /**
     * The same, looked for from one on.
     *
     * @param first where to begin, 20,000 to 31,999
     */
    static List<Integer> freePorts(int count, int first) {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; held.size() < count; i++) {
                if (i == AUTO_END - AUTO_MIN) {
                    throw new PortTaken(
                            "%d ports are not free among %d to %d; stop what uses them"
                                    .formatted(count, AUTO_MIN, AUTO_END - 1));
                }
                hold(AUTO_MIN + (first - AUTO_MIN + i) % (AUTO_END - AUTO_MIN))
                        .ifPresent(held::add);
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            held.forEach(PortPlan::letGo);
        }
    }

    private static Optional<ServerSocket> hold(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException e) { // somebody has it: the next one, then
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void letGo(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that the fleet needs is in use. */
    public static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTaken(String use, int port, IOException cause) {
            super(
                    "port "
                            + port
                            + " ("
                            + use
                            + ") is taken; stop what uses it, or choose free ones with --ports"
                            + " auto",
                    cause);
        }

        PortTaken(String message) {
            super(message);
        }
    }
}
