package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a GameServer is made from.
 *
 * @param labels its labels
 * @param annotations its annotations
 * @param ports its ports
 * @param counters its counters with their first values; neither sidecar nor allocation can add one
 *     later
 * @param health how often a sign of life is due
 */
public record ServerTemplate(
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Port> ports,
        Map<String, GameServer.Counter> counters,
        GameServer.Health health) {

    /**
     * A sign of life each 5 s, three misses in a row, the first look after 5 s: what Agones does by
     * itself.
     */
    public static final GameServer.Health HEALTH_DEFAULT =
            new GameServer.Health(false, Duration.ofSeconds(5), 3, Duration.ofSeconds(5));

    public ServerTemplate {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        ports = List.copyOf(ports);
        counters = Map.copyOf(counters);
        labels.forEach(
                (key, value) -> {
                    require(NameRules.isQualifiedName(key), "labels", key, "a qualified name");
                    require(NameRules.isLabelValue(value), "labels." + key, value, "a label value");
                });
    }

    /**
     * A server with these labels, one port named {@code default}, and health as Agones has it by
     * itself.
     */
    public static ServerTemplate withLabels(Map<String, String> labels) {
        return new ServerTemplate(
                labels, Map.of(), List.of(new Port("default", 0)), Map.of(), HEALTH_DEFAULT);
    }

    /** The same with these ports. */
    public ServerTemplate withPorts(List<Port> newPorts) {
        return new ServerTemplate(labels, annotations, newPorts, counters, health);
    }

    /** The same with one more counter. */
    public ServerTemplate withCounter(String name, long count, long capacity) {
        Map<String, GameServer.Counter> more = new HashMap<>(counters);
        more.put(name, new GameServer.Counter(count, capacity));
        return new ServerTemplate(labels, annotations, ports, more, health);
    }

    /** The same with another rhythm of health. */
    public ServerTemplate withHealth(GameServer.Health newHealth) {
        return new ServerTemplate(labels, annotations, ports, counters, newHealth);
    }

    private static void require(boolean isMet, String name, String value, String rule) {
        if (!isMet) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
        }
    }

    /**
     * A port of the server.
     *
     * @param name its name
     * @param number the number to report as it is, or 0 for a free number of the node's range
     */
    public record Port(String name, int number) {
        private static final int NUMBER_MAX = 65_535;

        public Port {
            require(
                    number >= 0 && number <= NUMBER_MAX,
                    "ports." + name,
                    Integer.toString(number),
                    "0 to 65535");
        }
    }
}
