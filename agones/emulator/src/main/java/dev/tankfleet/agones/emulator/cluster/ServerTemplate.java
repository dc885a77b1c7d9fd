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
 * @param lists its lists with their first values, likewise
 * @param health how often a sign of life is due
 */
public record ServerTemplate(
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Port> ports,
        Map<String, GameServer.Counter> counters,
        Map<String, GameServer.ValueList> lists,
        GameServer.Health health) {

    /**
     * A sign of life each 5 s, three misses in a row, the first look after 5 s: what Agones does by
     * itself.
     */
    public static final GameServer.Health HEALTH_DEFAULT =
            new GameServer.Health(false, Duration.ofSeconds(5), 3, Duration.ofSeconds(5));

    private static final Duration HEALTH_MAX = Duration.ofDays(365);

    /** Most values that Agones lets a list have. */
    public static final long LIST_CAPACITY_MAX = 1_000;

    public ServerTemplate {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        ports = List.copyOf(ports);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
        require(
                isWithin(health.period()) && isWithin(health.initialDelay()),
                "health",
                health.toString(),
                "times of 0 to " + HEALTH_MAX);
        NameRules.check(labels, annotations);
    }

    /**
     * A server with these labels, one port named {@code default}, and health as Agones has it by
     * itself.
     */
    public static ServerTemplate withLabels(Map<String, String> labels) {
        return new ServerTemplate(
                labels,
                Map.of(),
                List.of(new Port("default", 0)),
                Map.of(),
                Map.of(),
                HEALTH_DEFAULT);
    }

    /** The same with these ports. */
    public ServerTemplate withPorts(List<Port> newPorts) {
        return new ServerTemplate(labels, annotations, newPorts, counters, lists, health);
    }

    /** The same with one more counter. */
    public ServerTemplate withCounter(String name, long count, long capacity) {
        Map<String, GameServer.Counter> more = new HashMap<>(counters);
        more.put(name, new GameServer.Counter(count, capacity));
        return new ServerTemplate(labels, annotations, ports, more, lists, health);
    }

    /** The same with one more list. */
    public ServerTemplate withList(String name, long capacity, List<String> values) {
        require(
                capacity >= 0 && capacity <= LIST_CAPACITY_MAX,
                "lists." + name + ".capacity",
                Long.toString(capacity),
                "0 to " + LIST_CAPACITY_MAX);
        Map<String, GameServer.ValueList> more = new HashMap<>(lists);
        more.put(name, new GameServer.ValueList(capacity, values));
        return new ServerTemplate(labels, annotations, ports, counters, more, health);
    }

    /** The same with another rhythm of health. */
    public ServerTemplate withHealth(GameServer.Health newHealth) {
        return new ServerTemplate(labels, annotations, ports, counters, lists, newHealth);
    }

    private static boolean isWithin(Duration time) {
        return !time.isNegative() && time.compareTo(HEALTH_MAX) <= 0;
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
