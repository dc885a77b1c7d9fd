package dev.tankfleet.proto.binary;

import dev.tankfleet.proto.subject.Id;

import java.nio.charset.StandardCharsets;

/**
 * Writes one batch of inputs: the envelope, the gateway's id (1 byte length, then ASCII), then per
 * input {@value #ENTRY_BYTES} bytes: slot (2), seq (4), throttle (2, permille), turn (2, permille),
 * aim (2, 1/65,536 turn), fire and ability (1: bit 0 fire, bits 1 … 7 ability).
 *
 * <p>Owned by the thread that made it. Used as {@code begin, add…, length}.
 */
public final class InputWriter {
    /** Size of one input. */
    public static final int ENTRY_BYTES = 13;

    /** Inputs in one batch. */
    public static final int ENTRIES_MAX = 4_096;

    /** Largest whole batch. */
    public static final int SIZE_MAX_BYTES =
            Envelope.SIZE_BYTES + 1 + Id.LENGTH_MAX + ENTRIES_MAX * ENTRY_BYTES;

    private final byte[] gatewayId;
    private final byte[] buffer;

    // Owned by the thread that made it.
    private int length;

    /**
     * A writer with a buffer of its own.
     *
     * @param gatewayId id of the gateway that sends
     * @param entriesMax inputs in one batch, 1 … {@link #ENTRIES_MAX}
     */
    public InputWriter(String gatewayId, int entriesMax) {
        if (entriesMax < 1 || entriesMax > ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    "entriesMax: " + entriesMax + " (expected: 1 … " + ENTRIES_MAX + ")");
        }
        this.gatewayId = Id.check("gatewayId", gatewayId).getBytes(StandardCharsets.US_ASCII);
        this.buffer =
                new byte
                        [Envelope.SIZE_BYTES
                                + 1
                                + this.gatewayId.length
                                + entriesMax * ENTRY_BYTES];
    }

    /** Starts a batch. */
    public void begin(int epoch, int tick) {
        Envelope.write(buffer, epoch, tick, Envelope.CODEC_INPUT);
        Bytes.putU8(buffer, Envelope.SIZE_BYTES, gatewayId.length);
        System.arraycopy(gatewayId, 0, buffer, Envelope.SIZE_BYTES + 1, gatewayId.length);
        length = Envelope.SIZE_BYTES + 1 + gatewayId.length;
    }

    /**
     * Adds one input.
     *
     * @param slot the gateway's number for the connection, 0 … 65,535
     * @param seq the client's own number, rising
     * @param throttle −1,000 … 1,000
     * @param turn −1,000 … 1,000, above zero counter-clockwise
     * @param aim direction in the world, 0 … 65,535 for one turn
     * @param fire whether the trigger is held
     * @param ability 0 for none … 127
     * @return false if the batch is full; nothing was added
     */
    public boolean add(
            int slot, int seq, int throttle, int turn, int aim, boolean fire, int ability) {
        if (length + ENTRY_BYTES > buffer.length) {
            return false;
        }
        Bytes.putI16(buffer, length, slot);
        Bytes.putI32(buffer, length + 2, seq);
        Bytes.putI16(buffer, length + 6, throttle);
        Bytes.putI16(buffer, length + 8, turn);
        Bytes.putI16(buffer, length + 10, aim);
        Bytes.putU8(buffer, length + 12, (fire ? 1 : 0) | (ability << 1));
        length += ENTRY_BYTES;
        return true;
    }

    /** Where the batch stands; valid until the next {@link #begin}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Size of the batch from the buffer's start. */
    public int length() {
        return length;
    }
}
