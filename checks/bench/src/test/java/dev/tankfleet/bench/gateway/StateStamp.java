package dev.tankfleet.bench.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a state says which one it is and when it was sent: at fixed places, to be read cheaply. */
final class StateStamp {
    /** As large as the state of a match of sixteen tanks. */
    static final int STATE_BYTES = 2_500;

    private static final byte[] HEAD =
            "{\"type\":\"WORLD_STATE\",\"tick\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIDDLE = ",\"sent\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REST = ",\"tanks\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int TICK_DIGITS = 10;
    private static final int TIME_DIGITS = 18;
    private static final int TICK_AT = HEAD.length;
    private static final int TIME_AT = TICK_AT + TICK_DIGITS + MIDDLE.length;

    /** Bytes from the start of a state that hold both numbers. */
    static final int LENGTH = TIME_AT + TIME_DIGITS;

    /** Numbers have all their digits, as JSON wants no zeros in front. */
    private static final long TICK_BASE = 1_000_000_000;

    private static final long TIME_BASE = 100_000_000_000_000_000L;
    private static final long ORIGIN_NS = System.nanoTime();

    private StateStamp() {}

    /** A state without numbers. */
    static byte[] blank() {
        var state = new byte[STATE_BYTES];
        Arrays.fill(state, (byte) 'x');
        System.arraycopy(HEAD, 0, state, 0, HEAD.length);
        System.arraycopy(MIDDLE, 0, state, TICK_AT + TICK_DIGITS, MIDDLE.length);
        System.arraycopy(REST, 0, state, LENGTH, REST.length);
        System.arraycopy(END, 0, state, state.length - END.length, END.length);
        return state;
    }

    static void put(byte[] state, int tick, long sentNs) {
        putDigits(state, TICK_AT, TICK_DIGITS, TICK_BASE + tick);
        putDigits(state, TIME_AT, TIME_DIGITS, TIME_BASE + sentNs - ORIGIN_NS);
    }

    /** Whether a message of at least {@link #LENGTH} bytes is a state. */
    static boolean isState(byte[] message) {
        return Arrays.equals(message, 0, HEAD.length, HEAD, 0, HEAD.length);
    }

    static int tick(byte[] state) {
        return (int) (digits(state, TICK_AT, TICK_DIGITS) - TICK_BASE);
    }

    /** When it was sent, on this JVM's nanosecond clock. */
    static long sentNs(byte[] state) {
        return digits(state, TIME_AT, TIME_DIGITS) - TIME_BASE + ORIGIN_NS;
    }

    private static void putDigits(byte[] to, int at, int count, long number) {
        long rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static long digits(byte[] from, int at, int count) {
        long number = 0;
        for (int i = at; i < at + count; i++) {
            number = number * 10 + from[i] - '0';
        }
        return number;
    }
}
