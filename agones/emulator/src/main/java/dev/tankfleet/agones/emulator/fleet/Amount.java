package dev.tankfleet.agones.emulator.fleet;

import java.util.regex.Pattern;

/**
 * A number, or a share of one: Kubernetes writes {@code 3} or {@code "25%"}.
 *
 * @param value the number, or the percent
 * @param isPercent whether it is a share
 */
public record Amount(int value, boolean isPercent) {
    private static final int PERCENT = 100;
    private static final Pattern SHARE = Pattern.compile("\\d{1,3}%");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    public Amount {
        if (value < 0) {
            throw new IllegalArgumentException("amount: " + value + " (expected: >= 0)");
        }
    }

    public static Amount of(int number) {
        return new Amount(number, false);
    }

    public static Amount ofPercent(int percent) {
        return new Amount(percent, true);
    }

    /**
     * Reads {@code 3} or {@code 25%}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Amount parse(String text) {
        if (SHARE.matcher(text).matches()) {
            return ofPercent(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        if (NUMBER.matcher(text).matches()) {
            return of(Integer.parseInt(text));
        }
        throw new IllegalArgumentException("amount: " + text + " (expected: 3 or 25%)");
    }

    /** The number, or the share of this total rounded up. */
    int roundedUp(int total) {
        return isPercent ? Math.ceilDiv(total * value, PERCENT) : value;
    }

    /** The number, or the share of this total rounded down. */
    int roundedDown(int total) {
        return isPercent ? total * value / PERCENT : value;
    }
}
