package dev.tankfleet.proto.json;

/**
 * A body that does not say what its contract demands. The message names the field, what was found
 * and the rule; it never repeats more than a few characters of the body, which may hold a secret.
 *
 * <p>On the bus it is counted and dropped; over HTTP and WebSocket it becomes a coded error.
 */
public final class MalformedBody extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedBody(String message) {
        super(message);
    }

    MalformedBody(String message, Throwable cause) {
        super(message, cause);
    }
}
