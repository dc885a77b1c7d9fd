package dev.tankfleet.identity;

import java.util.regex.Pattern;

/** The one shape of every id, checked before it becomes part of a subject, a key or a label. */
final class Ids {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Ids() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
