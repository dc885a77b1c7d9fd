package dev.tankfleet.process.config;

import java.util.HashMap;
import java.util.Map;

/**
 * The environment of a process, read into plain records that check themselves. Immutable; used on
 * the thread that starts the process.
 *
 * <p>Component {@code attemptTimeout} of a record bound to {@code allocation} is the key {@code
 * allocation.attempt-timeout}, which the environment writes {@code ALLOCATION_ATTEMPT_TIMEOUT}. A
 * component that is a record adds a level. Components are String, int, long, double, boolean,
 * Duration ({@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 1d} or ISO-8601), Path, URI,
 * enums, {@link Secret}, {@link RotatingSecret}, lists of these (commas), and records. An empty
 * variable counts as not set, except for a list, which it empties. What is not set needs a {@link
 * Default} or {@link MayBeUnset}.
 */
public final class Settings {
    private final Map<String, String> environment;

    private Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Settings from an environment, such as {@code System.getenv()}. */
    public static Settings of(Map<String, String> environment) {
        return new Settings(environment);
    }

    /**
     * These settings, with values for variables that are not set.
     *
     * @param fallback environment variables, such as {@code OPS_PORT} of this process
     */
    public Settings orElse(Map<String, String> fallback) {
        var merged = new HashMap<>(fallback);
        merged.putAll(environment);
        return new Settings(merged);
    }

    /**
     * Makes a record from the variables below a prefix.
     *
     * @param type record to make; it may be package-private
     * @param prefix key of the record, such as {@code allocation}; empty for none
     * @return the record, all its rules kept
     * @throws WrongSettingsException naming every variable that is missing or wrong
     * @throws IllegalStateException when the record has a component that cannot be bound
     */
    public <T extends Record> T bind(Class<T> type, String prefix) {
        return new Binding(environment).bind(type, prefix);
    }
}
