package dev.tankfleet.local.agones;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerLauncher;

import java.util.List;
import java.util.Map;

/**
 * An Agones that somebody wants to have.
 *
 * @param config ports, times and certificates
 * @param fleets servers of each Fleet, by its name
 * @param servers names of servers that somebody starts by hand
 * @param template what each of them is made from
 * @param isSimulated whether nobody runs the servers of the Fleets
 */
public record AgonesPlan(
        EmulatorConfig config,
        Map<String, Integer> fleets,
        List<String> servers,
        ServerTemplate template,
        boolean isSimulated) {
    /** A container listens there in most images; no node gives it away. */
    private static final int SIMULATED_PORT = 7_777;

    public AgonesPlan {
        fleets = Map.copyOf(fleets);
        servers = List.copyOf(servers);
    }

    /**
     * A template from what was typed.
     *
     * @param labels {@code key=value}
     * @param counters {@code name=count/capacity}
     * @param lists {@code name=capacity}
     * @throws Unreadable if one of them is something else; the message names it
     */
    public static ServerTemplate template(
            Map<String, String> labels, Map<String, String> counters, Map<String, String> lists) {
        try {
            ServerTemplate template = ServerTemplate.withLabels(labels);
            for (var counter : counters.entrySet()) {
                String[] parts = counter.getValue().split("/", -1);
                if (parts.length != 2) {
                    throw new Unreadable(
                            "--counter "
                                    + counter.getKey()
                                    + "="
                                    + counter.getValue()
                                    + " (expected: NAME=COUNT/CAPACITY)");
                }
                template =
                        template.withCounter(
                                counter.getKey(),
                                Long.parseLong(parts[0]),
                                Long.parseLong(parts[1]));
            }
            for (var list : lists.entrySet()) {
                template =
                        template.withList(
                                list.getKey(), Long.parseLong(list.getValue()), List.of());
            }
            return template;
        } catch (NumberFormatException e) {
            throw new Unreadable("no number: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Starts it.
     *
     * @param launcher starts the servers of the Fleets
     * @param sidecars takes the sidecar's port of each server that somebody starts by hand
     */
    public Emulator start(GameServerLauncher launcher, Map<String, Integer> sidecars) {
        List<FleetSpec> specs =
                fleets.entrySet().stream()
                        .map(fleet -> FleetSpec.of(fleet.getKey(), fleet.getValue(), template))
                        .toList();
        Emulator emulator = Emulator.start(config);
        try {
            servers.forEach(name -> sidecars.put(name, emulator.createGameServer(name, template)));
            specs.forEach(spec -> create(emulator, spec, launcher));
            return emulator;
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    private void create(Emulator emulator, FleetSpec spec, GameServerLauncher launcher) {
        if (isSimulated) {
            var port = new ServerTemplate.Port("default", SIMULATED_PORT);
            emulator.createSimulatedFleet(
                    spec.withTemplate(spec.template().withPorts(List.of(port))));
        } else {
            emulator.createFleet(spec, launcher);
        }
    }

    /** What was typed is not what can be had. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unreadable(String message) {
            super(message);
        }
    }
}
