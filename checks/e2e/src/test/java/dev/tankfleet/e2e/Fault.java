package dev.tankfleet.e2e;

/**
 * How one connection of a {@link Line} breaks.
 *
 * @param direction which way the fatal chunk goes
 * @param chunk which one it is, 1 for the next; the handshake of a WebSocket is one each way, AUTH
 *     and its answer are the second
 * @param blow what becomes of it
 */
public record Fault(Direction direction, int chunk, Blow blow) {
    public Fault {
        if (chunk < 1) {
            throw new IllegalArgumentException("chunk: " + chunk + " (expected: >= 1)");
        }
    }

    /** Which way. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** What happens at the fatal chunk. */
    public enum Blow {
        /** It is lost, and both sides get an RST. */
        RESET_BEFORE,
        /** Half of it arrives, then both sides get an RST. */
        RESET_INSIDE,
        /** It arrives whole, then both sides get an RST. */
        RESET_AFTER,
        /** It arrives, then both sides get a FIN, without a word. */
        FINISH_AFTER,
        /** Nothing arrives any more in either direction, and nobody is told. */
        FALL_SILENT
    }
}
