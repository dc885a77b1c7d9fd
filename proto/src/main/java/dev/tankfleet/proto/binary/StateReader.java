package dev.tankfleet.proto.binary;

/**
 * Walks over one body of frames as {@link StateWriter} lays it out: {@code wrap}, then {@code next}
 * until it is false, with the accessors between.
 *
 * <p>Owned by the thread that made it.
 */
public final class StateReader {
    private static final byte[] NOTHING = {};

    // Owned by the thread that made it.
    private byte[] buffer = NOTHING;
    private int end;
    private int frame;
    private int next;
    private boolean malformed;

    /**
     * Takes a body of one codec.
     *
     * @return false if it is malformed; the accessors must not be called then
     */
    public boolean wrap(byte[] buffer, int length, int codec) {
        this.buffer = buffer;
        this.end = length;
        this.next = Envelope.SIZE_BYTES;
        malformed = !Envelope.isReadable(buffer, length, codec);
        return !malformed;
    }

    public int epoch() {
        return Envelope.epoch(buffer);
    }

    public int tick() {
        return Envelope.tick(buffer);
    }

    /** Moves to the next frame; false at the end or if it is malformed. */
    public boolean next() {
        if (malformed || next == end) {
            return false;
        }
        frame = next;
        malformed = !isWhole();
        if (malformed) {
            return false;
        }
        next = payloadAtRaw() + payloadLengthRaw();
        return true;
    }

    /** Whether the walk ended at something that is no frame. */
    public boolean isMalformed() {
        return malformed;
    }

    /** One of {@link FrameType}. */
    public int type() {
        return Bytes.u8(buffer, frame);
    }

    public int slotCount() {
        return Bytes.u8(buffer, frame + 1);
    }

    public int slot(int index) {
        return Bytes.u16(buffer, frame + 2 + 2 * index);
    }

    /** Close code of a {@link FrameType#KICK}. */
    public int closeCode() {
        return Bytes.u16(buffer, payloadAtRaw());
    }

    /** Where the client's bytes start in the wrapped buffer. */
    public int payloadAt() {
        return payloadAtRaw() + kickBytes();
    }

    /** How many bytes go to the client. */
    public int payloadLength() {
        return payloadLengthRaw() - kickBytes();
    }

    private boolean isWhole() {
        if (frame + 2 > end || slotCount() == 0 || !FrameType.isKnown(type())) {
            return false;
        }
        return payloadAtRaw() <= end
                && payloadAtRaw() + payloadLengthRaw() <= end
                && payloadLengthRaw() >= kickBytes();
    }

    private int kickBytes() {
        return type() == FrameType.KICK ? 2 : 0;
    }

    private int payloadLengthRaw() {
        return Bytes.u16(buffer, frame + 2 + 2 * slotCount());
    }

    private int payloadAtRaw() {
        return frame + 4 + 2 * slotCount();
    }
}
