package dev.tankfleet.proto.binary;

/**
 * Writes one body of frames for one gateway: the envelope, then per frame: type (1 byte, {@link
 * FrameType}), number of slots (1), the slots (2 each), length (2), payload.
 *
 * <p>Owned by the thread that made it. Used as {@code begin, (addFrame, payload copied)…, length}.
 * A frame that does not fit is refused: send what there is, {@code begin} again and repeat.
 */
public final class StateWriter {
    /** Slots that may share a frame. */
    public static final int SLOTS_MAX = 255;

    /** Largest payload of one frame. */
    public static final int PAYLOAD_MAX_BYTES = 65_535;

    /** Largest whole body: what the bus carries in one message, with room for its own head. */
    public static final int SIZE_MAX_BYTES = 512 * 1024;

    private static final int FRAME_HEAD_BYTES = 4;

    private final byte[] buffer;

    // Owned by the thread that made it.
    private int length;
    private int frames;

    /**
     * A writer with a buffer of its own.
     *
     * @param sizeBytes size of the buffer, at most {@link #SIZE_MAX_BYTES}
     */
    public StateWriter(int sizeBytes) {
        if (sizeBytes < Envelope.SIZE_BYTES || sizeBytes > SIZE_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "sizeBytes: "
                            + sizeBytes
                            + " (expected: "
                            + Envelope.SIZE_BYTES
                            + " … "
                            + SIZE_MAX_BYTES
                            + ")");
        }
        this.buffer = new byte[sizeBytes];
    }

    /** Starts a body. */
    public void begin(int epoch, int tick, int codec) {
        Envelope.write(buffer, epoch, tick, codec);
        length = Envelope.SIZE_BYTES;
        frames = 0;
    }

    /** Adds a state for one slot; false if it does not fit. */
    public boolean addState(int slot, byte[] payload, int payloadLength) {
        if (!startFrame(FrameType.STATE, 1, payloadLength)) {
            return false;
        }
        putSlot(slot);
        putPayload(payload, payloadLength);
        return true;
    }

    /**
     * Adds a frame that several slots share.
     *
     * @param type {@link FrameType#STATE} or {@link FrameType#END}
     * @param slots slots in {@code slots[0 … slotCount − 1]}, 1 … {@link #SLOTS_MAX}
     * @return false if it does not fit
     */
    public boolean addShared(
            int type, int[] slots, int slotCount, byte[] payload, int payloadLength) {
        if (!startFrame(type, slotCount, payloadLength)) {
            return false;
        }
        for (int i = 0; i < slotCount; i++) {
            putSlot(slots[i]);
        }
        putPayload(payload, payloadLength);
        return true;
    }

    /** Adds a kick for one slot with the number of a close code; false if it does not fit. */
    public boolean addKick(int slot, int closeCode, byte[] payload, int payloadLength) {
        if (!startFrame(FrameType.KICK, 1, payloadLength + 2)) {
            return false;
        }
        putSlot(slot);
        Bytes.putI16(buffer, length, payloadLength + 2);
        Bytes.putI16(buffer, length + 2, closeCode);
        System.arraycopy(payload, 0, buffer, length + 4, payloadLength);
        length += 4 + payloadLength;
        return true;
    }

    /** Whether no frame was added since {@code begin}. */
    public boolean isEmpty() {
        return frames == 0;
    }

    /** Where the body stands; valid until the next {@code begin}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Size of the body from the buffer's start. */
    public int length() {
        return length;
    }

    private boolean startFrame(int type, int slotCount, int payloadLength) {
        if (slotCount < 1 || slotCount > SLOTS_MAX || payloadLength > PAYLOAD_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "frame: "
                            + slotCount
                            + " slots, "
                            + payloadLength
                            + " bytes (expected: 1 … 255, <= 65535)");
        }
        if (length + FRAME_HEAD_BYTES + 2 * slotCount + payloadLength > buffer.length) {
            return false;
        }
        Bytes.putU8(buffer, length, type);
        Bytes.putU8(buffer, length + 1, slotCount);
        length += 2;
        frames++;
        return true;
    }

    private void putSlot(int slot) {
        Bytes.putI16(buffer, length, slot);
        length += 2;
    }

    private void putPayload(byte[] payload, int payloadLength) {
        Bytes.putI16(buffer, length, payloadLength);
        System.arraycopy(payload, 0, buffer, length + 2, payloadLength);
        length += 2 + payloadLength;
    }
}
