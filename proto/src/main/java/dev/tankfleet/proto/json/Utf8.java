package dev.tankfleet.proto.json;

import dev.tankfleet.process.HotPath;

/**
 * Tells UTF-8 from bytes that only look like it. The JSON parser decodes spellings that the
 * standard forbids (a letter in two bytes, half a character), and would read them as another text
 * than a strict reader. Stateless; every thread may call it.
 */
@HotPath
public final class Utf8 {
    private static final int ASCII_MAX = 0x7F;
    private static final int CONTINUATION = 0x80;
    private static final int CONTINUATION_BITS = 0xC0;
    private static final int TWO_BYTES_MIN = 0xC2;
    private static final int THREE_BYTES_MIN = 0xE0;
    private static final int FOUR_BYTES_MIN = 0xF0;
    private static final int FOUR_BYTES_MAX = 0xF4;

    private Utf8() {}

    /** Whether bytes {@code 0 … length − 1} are UTF-8 by RFC 3629. */
    public static boolean isValid(byte[] buffer, int length) {
        int at = 0;
        while (at < length) {
            int size = sizeAt(buffer, at, length);
            if (size == 0) {
                return false;
            }
            at += size;
        }
        return true;
    }

    /** Bytes of the character at a place; 0 if there is none. */
    private static int sizeAt(byte[] buffer, int at, int length) {
        int first = buffer[at] & 0xFF;
        if (first <= ASCII_MAX) {
            return 1;
        }
        if (first < TWO_BYTES_MIN || first > FOUR_BYTES_MAX) {
            return 0;
        }
        int size = first < THREE_BYTES_MIN ? 2 : first < FOUR_BYTES_MIN ? 3 : 4;
        if (at + size > length || !isSecond(first, buffer[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = at + 2; i < at + size; i++) {
            if ((buffer[i] & CONTINUATION_BITS) != CONTINUATION) {
                return 0;
            }
        }
        return size;
    }

    /** The second byte decides whether a character is spelled too long, half, or out of range. */
    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
