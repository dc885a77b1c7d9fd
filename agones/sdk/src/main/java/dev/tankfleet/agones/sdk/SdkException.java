package dev.tankfleet.agones.sdk;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by every blocking call that failed; {@link #error()} says why in a type that can be told
 * apart.
 */
public final class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SdkError error;

    SdkException(String call, SdkError error, @Nullable Throwable cause) {
        super(call + ": " + error.getClass().getSimpleName() + ": " + error.message(), cause);
        this.error = error;
    }

    /** Why the call failed. */
    public SdkError error() {
        return error;
    }
}
