package dev.tankfleet.proto.binary;

import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Walks over one batch of inputs as {@link InputWriter} lays it out: {@code wrap}, then {@code
 * next} until it is false, with the accessors between. Values out of range end the walk as {@link
 * #isMalformed()}.
 *
 * <p>Owned by the thread that made it.
 */
public final class InputReader {
    private static final int PERMILLE_MAX = 1_000;
    private static final byte[] NOTHING = {};

    // Owned by the thread that made it.
    private byte[] buffer = NOTHING;
    private int end;
    private int entry;
    private int next;
    private boolean malformed;
    private byte[] lastGateway = NOTHING;
    private @Nullable String lastGatewayId;

    /**
     * Takes a batch.
     *
     * @return false if it is malformed; the accessors must not be called then
     */
    public boolean wrap(byte[] buffer, int length) {
        this.buffer = buffer;
        this.end = length;
        malformed = true;
        if (!Envelope.isReadable(buffer, length, Envelope.CODEC_INPUT)
                || length < Envelope.SIZE_BYTES + 2) {
            return false;
        }
        int idLength = Bytes.u8(buffer, Envelope.SIZE_BYTES);
        next = Envelope.SIZE_BYTES + 1 + idLength;
        // The id becomes part of a subject: one that breaks the rule must not get that far.
        malformed =
                next > end
                        || (end - next) % InputWriter.ENTRY_BYTES != 0
                        || !Id.isValid(buffer, Envelope.SIZE_BYTES + 1, idLength);
        return !malformed;
    }

    /** Epoch that the sender believes in. */
    public int epoch() {
        return Envelope.epoch(buffer);
    }

    /**
     * Id of the gateway that sent the batch. The same text object while batches of one gateway
     * follow each other.
     */
    public String gatewayId() {
        int length = Bytes.u8(buffer, Envelope.SIZE_BYTES);
        var known = lastGatewayId;
        if (known == null || !isLastGateway(length)) {
            lastGateway = new byte[length];
            System.arraycopy(buffer, Envelope.SIZE_BYTES + 1, lastGateway, 0, length);
            known = new String(lastGateway, StandardCharsets.US_ASCII);
            lastGatewayId = known;
        }
        return known;
    }

    /** Moves to the next input; false at the end or if it is malformed. */
    public boolean next() {
        if (malformed || next + InputWriter.ENTRY_BYTES > end) {
            return false;
        }
        entry = next;
        next += InputWriter.ENTRY_BYTES;
        malformed = Math.abs(throttle()) > PERMILLE_MAX || Math.abs(turn()) > PERMILLE_MAX;
        return !malformed;
    }

    /** Whether the walk ended at something that is no input. */
    public boolean isMalformed() {
        return malformed;
    }

    public int slot() {
        return Bytes.u16(buffer, entry);
    }

    public int seq() {
        return Bytes.i32(buffer, entry + 2);
    }

    /** −1,000 … 1,000. */
    public int throttle() {
        return Bytes.i16(buffer, entry + 6);
    }

    /** −1,000 … 1,000, above zero counter-clockwise. */
    public int turn() {
        return Bytes.i16(buffer, entry + 8);
    }

    /** Direction in the world, 0 … 65,535 for one turn. */
    public int aim() {
        return Bytes.u16(buffer, entry + 10);
    }

    public boolean fire() {
        return (Bytes.u8(buffer, entry + 12) & 1) != 0;
    }

    /** 0 for none … 127. */
    public int ability() {
        return Bytes.u8(buffer, entry + 12) >>> 1;
    }

    private boolean isLastGateway(int length) {
        if (length != lastGateway.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[Envelope.SIZE_BYTES + 1 + i] != lastGateway[i]) {
                return false;
            }
        }
        return true;
    }
}
