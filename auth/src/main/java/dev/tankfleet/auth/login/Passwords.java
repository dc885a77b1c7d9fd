package dev.tankfleet.auth.login;

import dev.tankfleet.auth.account.Username;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** What a new password may be, and the one spelling under which it is hashed. Pure. */
final class Passwords {
    static final int LENGTH_MAX = 128;

    private Passwords() {}

    /** The rule that a new password breaks, or nothing. */
    static Optional<String> brokenRule(String password, Username username, int lengthMin) {
        int length = password.codePointCount(0, password.length());
        if (length < lengthMin || length > LENGTH_MAX) {
            return Optional.of(lengthMin + " to " + LENGTH_MAX + " characters");
        }
        if (!isEncodable(password)) {
            return Optional.of("whole Unicode characters");
        }
        if (password.toLowerCase(Locale.ROOT).contains(username.key())) {
            return Optional.of("does not contain the username");
        }
        return Optional.empty();
    }

    /**
     * The spelling to compare. What could be nobody's password becomes empty, which is nobody's
     * either and costs as much.
     */
    static String candidate(String password) {
        boolean isPossible =
                password.codePointCount(0, password.length()) <= LENGTH_MAX
                        && isEncodable(password);
        return isPossible ? normalized(password) : "";
    }

    /** Keyboards write the same character in several ways. */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /**
     * Half a surrogate pair becomes a question mark in UTF-8, and many passwords would become one.
     */
    private static boolean isEncodable(String password) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }
}
