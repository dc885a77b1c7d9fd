package dev.tankfleet.proto.subject;

/**
 * The rule for every id that becomes part of a subject, a key or a label: {@value #RULE}.
 * Stateless; every thread may call it.
 *
 * <p>A dot, star, {@code >}, blank or line break in an id would let its sender speak on another's
 * subject.
 */
public final class Id {
    /** The rule in words for messages. */
    public static final String RULE = "1 … 64 of A-Z a-z 0-9 _ -";

    public static final int LENGTH_MAX = 64;

    private Id() {}

    public static boolean isValid(CharSequence text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether ASCII in a buffer is an id. */
    public static boolean isValid(byte[] buffer, int at, int length) {
        if (length < 1 || length > LENGTH_MAX) {
            return false;
        }
        for (int i = at; i < at + length; i++) {
            if (!isAllowed((char) (buffer[i] & 0xFF))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The id itself.
     *
     * @throws IllegalArgumentException if it breaks the rule: whoever calls this has already
     *     checked foreign input
     */
    public static String check(String name, String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException(name + ": no id (expected: " + RULE + ")");
        }
        return id;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-';
    }
}
