package dev.tankfleet.agones.conformance.subject;

import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a GameServer is made from. It has one port named {@code default}.
 *
 * @param labels its labels
 * @param annotations its annotations
 * @param counters its counters with their first values
 * @param lists its lists with their first values
 * @param containerPort port that is reported as it is, by PortPolicy None; 0 for one of the node
 * @param health how often a sign of life is due
 */
public record ServerPlan(
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, GameServer.Counter> counters,
        Map<String, GameServer.ValueList> lists,
        int containerPort,
        GameServer.Health health) {
    /** Nobody has to send a sign of life. */
    public static final GameServer.Health QUIET =
            new GameServer.Health(true, Duration.ofSeconds(5), 3, Duration.ofSeconds(5));

    public ServerPlan {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /** One with this label and nothing else. */
    public static ServerPlan labelled(String key, String value) {
        return new ServerPlan(Map.of(key, value), Map.of(), Map.of(), Map.of(), 0, QUIET);
    }

    /** The same with one more label. */
    public ServerPlan withLabel(String key, String value) {
        return new ServerPlan(
                with(labels, key, value), annotations, counters, lists, containerPort, health);
    }

    /** The same with one more annotation. */
    public ServerPlan withAnnotation(String key, String value) {
        return new ServerPlan(
                labels, with(annotations, key, value), counters, lists, containerPort, health);
    }

    /** The same with one more counter. */
    public ServerPlan withCounter(String key, long count, long capacity) {
        var counter = new GameServer.Counter(count, capacity);
        return new ServerPlan(
                labels, annotations, with(counters, key, counter), lists, containerPort, health);
    }

    /** The same with one more list. */
    public ServerPlan withList(String key, long capacity, String... values) {
        var list = new GameServer.ValueList(capacity, List.of(values));
        return new ServerPlan(
                labels, annotations, counters, with(lists, key, list), containerPort, health);
    }

    /** The same with a port that no node gives away. */
    public ServerPlan withContainerPort(int port) {
        return new ServerPlan(labels, annotations, counters, lists, port, health);
    }

    /** The same with signs of life that are due. */
    public ServerPlan withHealth(GameServer.Health rules) {
        return new ServerPlan(labels, annotations, counters, lists, containerPort, rules);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
