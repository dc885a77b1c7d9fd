package dev.tankfleet.agones.emulator.node;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.GameServer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Which game server of the node has which ports. Owned by the loop. */
final class PortBook {
    private static final int SIDECARS_MAX = 500;
    private static final int PORT_MAX = 65_535;

    private final NodeConfig config;
    private final HostPorts freeHostPorts;
    private final HostPorts freeSidecarPorts;
    private final Map<String, Entry> entries = new HashMap<>();

    PortBook(NodeConfig config) {
        this.config = config;
        int hostPorts = config.hostPortMax() - config.hostPortMin() + 1;
        this.freeHostPorts = new HostPorts(config.hostPortMin(), 1, hostPorts);
        this.freeSidecarPorts =
                new HostPorts(
                        config.sidecarPortFirst(), config.sidecarPortStep(), sidecars(config));
    }

    /**
     * The ports of one game server.
     *
     * @param sidecar its sidecar's port, 0 for any free one that the socket finds
     * @param reported what the cluster says about its own ports
     * @param taken numbers to give back
     */
    record Entry(int sidecar, List<GameServer.Port> reported, List<Integer> taken) {
        Entry {
            reported = List.copyOf(reported);
            taken = List.copyOf(taken);
        }
    }

    /**
     * Takes ports for a new server.
     *
     * @throws IOException if a range has none left
     */
    Entry take(String name, ServerTemplate template) throws IOException {
        return take(
                name,
                template,
                config.sidecarPortFirst() == 0 ? 0 : orNone(freeSidecarPorts.take()));
    }

    /**
     * Takes ports for a new server whose sidecar has none.
     *
     * @throws IOException if a range has none left
     */
    List<GameServer.Port> takeWithoutSidecar(String name, ServerTemplate template)
            throws IOException {
        return take(name, template, 0).reported();
    }

    private Entry take(String name, ServerTemplate template, int sidecar) throws IOException {
        List<GameServer.Port> reported = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        try {
            for (ServerTemplate.Port port : template.ports()) {
                int number = port.number();
                if (number == 0) {
                    number = orNone(freeHostPorts.take());
                    taken.add(number);
                }
                reported.add(new GameServer.Port(port.name(), number));
            }
        } catch (IOException e) {
            giveBack(new Entry(sidecar, List.of(), taken));
            throw e;
        }
        Entry entry = new Entry(sidecar, reported, taken);
        entries.put(name, entry);
        return entry;
    }

    /** Notes where the sidecar really listens. */
    void onSidecarOpen(String name, int port) {
        entries.computeIfPresent(
                name, (n, entry) -> new Entry(port, entry.reported(), entry.taken()));
    }

    /** Where the sidecar listens; empty if there is no such server. */
    OptionalInt sidecar(String name) {
        Entry entry = entries.get(name);
        return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.sidecar());
    }

    /** As many as fit below the last port; each has one more for HTTP. */
    private static int sidecars(NodeConfig config) {
        int room = PORT_MAX - 1 - config.sidecarPortFirst();
        return Math.min(SIDECARS_MAX, room / config.sidecarPortStep() + 1);
    }

    /** Gives all ports of a server back. */
    void giveBack(String name) {
        Entry entry = entries.remove(name);
        if (entry != null) {
            giveBack(entry);
        }
    }

    private void giveBack(Entry entry) {
        entry.taken().forEach(freeHostPorts::giveBack);
        if (config.sidecarPortFirst() != 0 && entry.sidecar() != 0) {
            freeSidecarPorts.giveBack(entry.sidecar());
        }
    }

    private int orNone(OptionalInt port) throws IOException {
        return port.orElseThrow(
                () ->
                        new IOException(
                                "no port left: "
                                        + entries.size()
                                        + " servers (hostPortMin "
                                        + config.hostPortMin()
                                        + ", hostPortMax "
                                        + config.hostPortMax()
                                        + ", sidecars "
                                        + SIDECARS_MAX
                                        + ")"));
    }
}
