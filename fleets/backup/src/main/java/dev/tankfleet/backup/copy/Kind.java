package dev.tankfleet.backup.copy;

import java.util.Arrays;
import java.util.Optional;

/** What a copy is a copy of. */
public enum Kind {
    /** All keys of a Redis, at one moment. */
    REDIS("redis"),
    /** A whole PostgreSQL server. */
    POSTGRES("postgres"),
    /** One stream of a NATS server with its consumers. */
    JETSTREAM("jetstream");

    private final String folder;

    Kind(String folder) {
        this.folder = folder;
    }

    /** How names and labels write it. */
    public String folder() {
        return folder;
    }

    /** The kind that is written so. */
    public static Optional<Kind> of(String folder) {
        return Arrays.stream(values()).filter(kind -> kind.folder.equals(folder)).findFirst();
    }
}
