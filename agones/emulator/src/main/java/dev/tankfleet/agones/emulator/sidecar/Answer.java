package dev.tankfleet.agones.emulator.sidecar;

/** What the sidecar says to a call. */
public sealed interface Answer<T> {
    /** It worked, or was queued. */
    record Ok<T>(T value) implements Answer<T> {}

    /**
     * It did not. The code is UNKNOWN for most refusals of the real one, and only the text tells
     * them apart.
     */
    record Refused<T>(Code code, String text) implements Answer<T> {}

    /** The gRPC codes that a sidecar uses. */
    enum Code {
        UNKNOWN,
        INVALID_ARGUMENT
    }

    /** It worked and there is nothing to say. */
    static Answer<Done> done() {
        return new Ok<>(Done.DONE);
    }

    /** A refusal with the code that the real one gives to nearly all. */
    static <T> Answer<T> unknown(String text) {
        return new Refused<>(Code.UNKNOWN, text);
    }

    /** A refusal of a key or a value. */
    static <T> Answer<T> invalid(String text) {
        return new Refused<>(Code.INVALID_ARGUMENT, text);
    }

    /** Nothing, as a value. */
    enum Done {
        DONE
    }
}
