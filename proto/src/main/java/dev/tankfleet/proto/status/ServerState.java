package dev.tankfleet.proto.status;

import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import java.util.Locale;

/** Where a game server stands in its own life, as it says so itself. */
public enum ServerState {
    /** Idle and unprotected: it may vanish. Takes a match only with the intent of an allocation. */
    READY,
    /** Protected by Agones: takes matches. */
    ALLOCATED,
    /** On its way back to {@link #READY}: takes nothing. */
    RETURNING,
    /** Finishes what it has and then ends: takes nothing. */
    DRAINING;

    /** The word in the body. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ServerState read(JsonFields fields, String name, ServerState missing)
            throws MalformedBody {
        var word = fields.textOrNull(name, 32);
        if (word == null) {
            return missing;
        }
        for (var state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw fields.wrong(name, "another word", "ready | allocated | returning | draining");
    }
}
