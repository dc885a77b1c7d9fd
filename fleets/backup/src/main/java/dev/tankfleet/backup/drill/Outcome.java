package dev.tankfleet.backup.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.ArrayList;
import java.util.List;

/**
 * What a restored copy has of what it must have.
 *
 * @param compared keys, rows or messages that were looked for
 * @param missing of those, not there
 * @param changed of those, there with other content
 * @param unexpected there, though the copy must not have them
 * @param notes what a person should read: the first differences, and what was not compared
 */
public record Outcome(
        @JsonProperty(required = true) long compared,
        @JsonProperty(required = true) long missing,
        @JsonProperty(required = true) long changed,
        @JsonProperty(required = true) long unexpected,
        @JsonProperty(required = true) List<String> notes) {
    public Outcome {
        notes = List.copyOf(notes);
    }

    /** Whether everything is as it must be. */
    @JsonIgnore
    public boolean isFine() {
        return missing == 0 && changed == 0 && unexpected == 0;
    }

    /** Counts while a drill compares. Owned by its thread. */
    public static final class Count {
        private static final int NOTES_MAX = 20;

        private final List<String> notes = new ArrayList<>();
        private long compared;
        private long missing;
        private long changed;
        private long unexpected;

        /** One is as it must be. */
        public void same() {
            compared++;
        }

        /** One is not there. */
        public void missing(String what) {
            compared++;
            missing++;
            note("missing: " + what);
        }

        /** One has other content. */
        public void changed(String what) {
            compared++;
            changed++;
            note("changed: " + what);
        }

        /** One is there and must not be. */
        public void unexpected(String what) {
            unexpected++;
            note("unexpected: " + what);
        }

        /** Says something to a person; the first {@value #NOTES_MAX} are kept. */
        public void note(String note) {
            if (notes.size() < NOTES_MAX) {
                notes.add(note);
            }
        }

        /** The end of counting. */
        public Outcome outcome() {
            return new Outcome(compared, missing, changed, unexpected, notes);
        }
    }
}
