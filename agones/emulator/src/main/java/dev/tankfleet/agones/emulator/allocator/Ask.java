package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one allocation asks for.
 *
 * @param namespace namespace of the servers
 * @param matches which servers will do, best first; empty for any Ready one
 * @param labels put on the server as they are
 * @param annotations put on the server as they are
 * @param isPacked whether servers are taken in a fixed order, and not at random
 */
public record Ask(
        String namespace,
        List<Match> matches,
        Map<String, String> labels,
        Map<String, String> annotations,
        boolean isPacked) {

    public Ask {
        matches = matches.isEmpty() ? List.of(Match.ANY_READY) : List.copyOf(matches);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /**
     * Which servers will do.
     *
     * @param labels labels that the server must have
     * @param conditions further conditions on its labels
     * @param state state that it must be in
     */
    public record Match(
            Map<String, String> labels, List<Condition> conditions, GameServer.State state) {
        static final Match ANY_READY = new Match(Map.of(), List.of(), GameServer.State.READY);

        public Match {
            labels = Map.copyOf(labels);
            conditions = List.copyOf(conditions);
        }

        boolean fits(StoredServer server) {
            return server.state() == state
                    && !server.isBeingDeleted()
                    && server.labels().entrySet().containsAll(labels.entrySet())
                    && conditions.stream().allMatch(condition -> condition.fits(server.labels()));
        }
    }

    /** A condition on one label. */
    public sealed interface Condition {
        /** Name of the label. */
        String key();

        /** Whether these labels meet it. */
        boolean fits(Map<String, String> labels);

        /** The label is there, with one of these values. */
        record In(String key, Set<String> values) implements Condition {
            public In {
                values = Set.copyOf(values);
            }

            @Override
            public boolean fits(Map<String, String> labels) {
                String value = labels.get(key);
                return value != null && values.contains(value);
            }
        }

        /** The label is missing, or has none of these values. */
        record NotIn(String key, Set<String> values) implements Condition {
            public NotIn {
                values = Set.copyOf(values);
            }

            @Override
            public boolean fits(Map<String, String> labels) {
                String value = labels.get(key);
                return value == null || !values.contains(value);
            }
        }

        /** The label is there. */
        record Exists(String key) implements Condition {
            @Override
            public boolean fits(Map<String, String> labels) {
                return labels.containsKey(key);
            }
        }

        /** The label is missing. */
        record DoesNotExist(String key) implements Condition {
            @Override
            public boolean fits(Map<String, String> labels) {
                return !labels.containsKey(key);
            }
        }
    }
}
