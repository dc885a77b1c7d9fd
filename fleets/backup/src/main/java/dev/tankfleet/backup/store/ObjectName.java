package dev.tankfleet.backup.store;

import java.util.regex.Pattern;

/** What an object may be called. Stateless. */
public final class ObjectName {
    /** In words. */
    public static final String RULE =
            "parts of letters, digits, dots, underscores and dashes, with slashes between";

    private static final int LENGTH_MAX = 512;
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private ObjectName() {}

    /** Whether a name keeps the rule; none of its parts leads out of a folder. */
    public static boolean isValid(String name) {
        return name.length() <= LENGTH_MAX && NAME.matcher(name).matches();
    }

    /** The name, checked. */
    public static String checked(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("name: " + name + " (expected: " + RULE + ")");
        }
        return name;
    }
}
