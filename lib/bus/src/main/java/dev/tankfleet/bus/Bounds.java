package dev.tankfleet.bus;

import java.time.Duration;

/** The bounds of {@link Bus}, for its adapters. Stateless; every thread may call it. */
public final class Bounds {
    private Bounds() {}

    /**
     * Refuses a body that is too large or outside its buffer.
     *
     * @throws IllegalArgumentException if it is
     */
    public static void checkBody(byte[] buffer, int length) {
        if (length < 0 || length > buffer.length || length > Bus.BODY_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "body: "
                            + length
                            + " bytes (expected: 0 … "
                            + Math.min(buffer.length, Bus.BODY_MAX_BYTES)
                            + ")");
        }
    }

    /**
     * Refuses an id of a durable message that is empty, too long or not of visible ASCII: it
     * travels in a header, where a line end would begin another one.
     *
     * @throws IllegalArgumentException if it is
     */
    public static void checkMessageId(String messageId) {
        if (messageId.isEmpty() || messageId.length() > Bus.MESSAGE_ID_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "messageId: "
                            + messageId.length()
                            + " characters (expected: 1 … "
                            + Bus.MESSAGE_ID_LENGTH_MAX
                            + ")");
        }
        for (int i = 0; i < messageId.length(); i++) {
            char c = messageId.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "messageId: character " + (int) c + " (expected: visible ASCII)");
            }
        }
    }

    /**
     * Refuses a time of nothing.
     *
     * @param name how the parameter is called
     * @throws IllegalArgumentException if it is not more than zero
     */
    public static void checkDuration(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}
