package dev.tankfleet.proto.binary;

/**
 * Head of every binary body: version (1 byte), epoch (4), tick (4), codec (1). A receiver drops a
 * lower epoch than it knows. Stateless; every thread may call it.
 */
public final class Envelope {
    /** Version of the layouts in this package. */
    public static final int VERSION = 1;

    /** Codec of frames that are complete WebSocket text frames in JSON. */
    public static final int CODEC_JSON = 1;

    /** Codec of {@link InputWriter}'s entries. */
    public static final int CODEC_INPUT = 2;

    /** Size of the head. */
    public static final int SIZE_BYTES = 10;

    private static final int EPOCH_AT = 1;
    private static final int TICK_AT = 5;
    private static final int CODEC_AT = 9;

    private Envelope() {}

    /** Writes the head at the start of a body. */
    static void write(byte[] buffer, int epoch, int tick, int codec) {
        Bytes.putU8(buffer, 0, VERSION);
        Bytes.putI32(buffer, EPOCH_AT, epoch);
        Bytes.putI32(buffer, TICK_AT, tick);
        Bytes.putU8(buffer, CODEC_AT, codec);
    }

    static boolean isReadable(byte[] buffer, int length, int codec) {
        return length >= SIZE_BYTES
                && Bytes.u8(buffer, 0) == VERSION
                && Bytes.u8(buffer, CODEC_AT) == codec
                && Bytes.i32(buffer, EPOCH_AT) >= 0
                && Bytes.i32(buffer, TICK_AT) >= 0;
    }

    static int epoch(byte[] buffer) {
        return Bytes.i32(buffer, EPOCH_AT);
    }

    static int tick(byte[] buffer) {
        return Bytes.i32(buffer, TICK_AT);
    }
}
