package dev.tankfleet.auth.account;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a player: 3 to 32 of {@code A-Z a-z 0-9 _ -}. Two names that differ only in case are
 * one name.
 *
 * @param text as the player wrote it
 */
public record Username(String text) {
    /** The rule in words, for error messages. */
    public static final String RULE = "3 to 32 of A-Z a-z 0-9 _ -, not beginning with guest-";

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{3,32}");
    private static final String GUEST_PREFIX = "guest-";
    private static final String GUEST_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GUEST_CHARS = 10;

    /** Checks the shape. */
    public Username {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException("username: not " + RULE);
        }
    }

    /**
     * A name that a person may choose; names of guests are not among them.
     *
     * @param text what the person wrote
     * @return the name, or nothing if it breaks {@link #RULE}
     */
    public static Optional<Username> chosen(String text) {
        return PATTERN.matcher(text).matches()
                        && !text.toLowerCase(Locale.ROOT).startsWith(GUEST_PREFIX)
                ? Optional.of(new Username(text))
                : Optional.empty();
    }

    /**
     * A name for a guest, of 31^10 possible ones.
     *
     * @param random source of the name
     * @return such as {@code guest-k3m9xw2pqa}
     */
    public static Username ofGuest(RandomGenerator random) {
        return new Username(
                random.ints(GUEST_CHARS, 0, GUEST_ALPHABET.length())
                        .mapToObj(i -> String.valueOf(GUEST_ALPHABET.charAt(i)))
                        .collect(Collectors.joining("", GUEST_PREFIX, "")));
    }

    /** The form under which the name is unique. */
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
