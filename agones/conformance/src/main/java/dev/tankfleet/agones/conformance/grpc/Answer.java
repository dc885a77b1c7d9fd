package dev.tankfleet.agones.conformance.grpc;

import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param code name of the gRPC code
 * @param text what was said beside it, empty with {@code OK}
 * @param value the message, null unless the code is {@code OK}
 */
public record Answer<T>(String code, String text, @Nullable T value) {
    /** Whether there is a message. */
    public boolean isOk() {
        return value != null;
    }

    /**
     * The message.
     *
     * @throws AssertionError if there is none
     */
    public T orFail() {
        if (value == null) {
            throw new AssertionError("expected an answer, but was " + code + ": " + text);
        }
        return value;
    }
}
