package dev.tankfleet.gateway.region;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket frame bit by bit, lawful or not.
 *
 * @param head first byte: FIN, three reserved bits, four bits of kind
 * @param isMasked whether it is masked, as a client's frames must be
 * @param length what it says of its length, whatever it carries
 * @param lengthBytes how the length is written: 1, 3 or 9 bytes
 * @param payload what it carries
 */
public record Frame(int head, boolean isMasked, long length, int lengthBytes, byte[] payload) {
    public static final int FINAL = 0x80;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    private static final int MASKED = 0x80;
    private static final int IN_16_BITS = 126;
    private static final int IN_64_BITS = 127;
    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    /** A lawful frame, but for its head. */
    public static Frame of(int head, byte[] payload) {
        int lengthBytes = payload.length < IN_16_BITS ? 1 : payload.length <= 0xFFFF ? 3 : 9;
        return new Frame(head, true, payload.length, lengthBytes, payload);
    }

    /** A lawful frame, but for its head. */
    public static Frame of(int head, String payload) {
        return of(head, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The same without a mask. */
    public Frame unmasked() {
        return new Frame(head, false, length, lengthBytes, payload);
    }

    /** The same with a length that is not true, or written in another way. */
    public Frame saying(long otherLength, int otherLengthBytes) {
        return new Frame(head, isMasked, otherLength, otherLengthBytes, payload);
    }

    /** What goes over the socket. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.write(head);
        int mask = isMasked ? MASKED : 0;
        switch (lengthBytes) {
            case 1 -> out.write(mask | (int) length);
            case 3 -> out.write(mask | IN_16_BITS);
            default -> out.write(mask | IN_64_BITS);
        }
        for (int shift = 8 * (lengthBytes - 2); shift >= 0; shift -= 8) {
            out.write((int) (length >>> shift));
        }
        if (isMasked) {
            out.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(isMasked ? payload[i] ^ MASK[i % MASK.length] : payload[i]);
        }
        return out.toByteArray();
    }
}
