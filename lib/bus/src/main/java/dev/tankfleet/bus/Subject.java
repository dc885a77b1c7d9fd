package dev.tankfleet.bus;

/**
 * The grammar of subjects and patterns: tokens of visible ASCII with dots between; in a pattern a
 * token may be {@code *} (any one token), and the last one {@code >} (one token or more).
 * Stateless; every thread may call it.
 */
public final class Subject {
    public static final int LENGTH_MAX = 255;

    private static final char ANY_TOKEN = '*';
    private static final char ANY_REST = '>';

    private Subject() {}

    /**
     * The subject itself.
     *
     * @throws IllegalArgumentException if something cannot be said on it
     */
    public static String check(String subject) {
        if (!isWellFormed(subject, false)) {
            throw new IllegalArgumentException(
                    "subject: "
                            + shown(subject)
                            + " (expected: tokens without blanks and wildcards)");
        }
        return subject;
    }

    /**
     * The pattern itself.
     *
     * @throws IllegalArgumentException if it can never match
     */
    public static String checkPattern(String pattern) {
        if (!isWellFormed(pattern, true)) {
            throw new IllegalArgumentException(
                    "pattern: "
                            + shown(pattern)
                            + " (expected: tokens without blanks, * alone, > last)");
        }
        return pattern;
    }

    /** Whether a pattern names more than one subject. */
    public static boolean hasWildcard(String pattern) {
        return pattern.indexOf(ANY_TOKEN) >= 0 || pattern.indexOf(ANY_REST) >= 0;
    }

    /**
     * Whether everything that the narrower pattern (or subject) names is named by the wider one
     * too. Both must be well-formed.
     */
    public static boolean covers(String wider, String narrower) {
        int w = 0;
        int n = 0;
        while (true) {
            if (wider.charAt(w) == ANY_REST) {
                return true;
            }
            int wEnd = tokenEnd(wider, w);
            int nEnd = tokenEnd(narrower, n);
            if (!coversToken(wider, w, wEnd, narrower, n, nEnd)) {
                return false;
            }
            boolean isLastOfWider = wEnd == wider.length();
            boolean isLastOfNarrower = nEnd == narrower.length();
            if (isLastOfWider || isLastOfNarrower) {
                return isLastOfWider && isLastOfNarrower;
            }
            w = wEnd + 1;
            n = nEnd + 1;
        }
    }

    private static boolean coversToken(
            String wider, int w, int wEnd, String narrower, int n, int nEnd) {
        if (wider.charAt(w) == ANY_TOKEN) {
            return narrower.charAt(n) != ANY_REST;
        }
        return wEnd - w == nEnd - n && wider.regionMatches(w, narrower, n, nEnd - n);
    }

    private static int tokenEnd(String text, int start) {
        int dot = text.indexOf('.', start);
        return dot < 0 ? text.length() : dot;
    }

    private static boolean isWellFormed(String text, boolean isPattern) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        int start = 0;
        while (true) {
            int end = tokenEnd(text, start);
            if (!isToken(text, start, end, isPattern)) {
                return false;
            }
            if (end == text.length()) {
                return true;
            }
            start = end + 1;
        }
    }

    private static boolean isToken(String text, int start, int end, boolean isPattern) {
        if (start == end) {
            return false;
        }
        if (isPattern && end - start == 1) {
            char only = text.charAt(start);
            if (only == ANY_TOKEN || (only == ANY_REST && end == text.length())) {
                return true;
            }
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == ANY_TOKEN || c == ANY_REST) {
                return false;
            }
        }
        return true;
    }

    /** Foreign text must not forge a line in a log. */
    private static String shown(String text) {
        var head = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
        return '"' + head.replaceAll("[^ -~…]", "?") + '"';
    }
}
