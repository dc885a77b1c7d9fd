package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.StoredServer;

import java.util.Map;

/**
 * What Allocated servers get beyond the number that their set should have; for a game server the
 * sign to take no more players. Nobody takes it away again.
 *
 * @param labels labels, written as they are
 * @param annotations annotations, likewise
 */
public record Overflow(Map<String, String> labels, Map<String, String> annotations) {
    /** No sign at all. */
    public static final Overflow NONE = new Overflow(Map.of(), Map.of());

    public Overflow {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    boolean isNone() {
        return labels.isEmpty() && annotations.isEmpty();
    }

    boolean isOn(StoredServer server) {
        return server.labels().entrySet().containsAll(labels.entrySet())
                && server.annotations().entrySet().containsAll(annotations.entrySet());
    }
}
