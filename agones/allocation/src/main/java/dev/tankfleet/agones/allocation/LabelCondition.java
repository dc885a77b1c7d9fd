package dev.tankfleet.agones.allocation;

import java.util.Set;

/** A condition on one label of a server. */
public sealed interface LabelCondition {
    /** Name of the label. */
    String key();

    /** The label is there, with one of these values. */
    record In(String key, Set<String> values) implements LabelCondition {
        public In {
            values = Set.copyOf(values);
        }
    }

    /** The label is missing, or has none of these values. */
    record NotIn(String key, Set<String> values) implements LabelCondition {
        public NotIn {
            values = Set.copyOf(values);
        }
    }

    /** The label is there. */
    record Exists(String key) implements LabelCondition {}

    /** The label is missing. */
    record DoesNotExist(String key) implements LabelCondition {}
}
