package dev.tankfleet.gameserver.snapshot;

import dev.tankfleet.process.HotPath;

/**
 * Writes JSON text into one buffer: numbers from ints, no floating point, nothing allocated. Owned
 * by the match's thread.
 *
 * <p>The buffer is as large as the largest text can be; to write beyond it is our own mistake and
 * throws.
 */
@HotPath
final class JsonBytes {
    private static final int DIGITS_MAX = 10;
    private static final int ANGLE_BITS = 16;
    private static final int HUNDREDTHS_PER_TURN = 36_000;

    private final byte[] buffer;
    private int length;

    JsonBytes(int sizeBytes) {
        buffer = new byte[sizeBytes];
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Goes back to a place, to write on from there. */
    void rewind(int newLength) {
        length = newLength;
    }

    void put(byte[] text) {
        System.arraycopy(text, 0, buffer, length, text.length);
        length += text.length;
    }

    void put(char ascii) {
        buffer[length] = (byte) ascii;
        length++;
    }

    /** A text of plain ASCII that needs no escaping. */
    void putAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            buffer[length + i] = (byte) text.charAt(i);
        }
        length += text.length();
    }

    void putInt(int value) {
        long rest = value;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; power <= rest; power *= 10) {
            digits++;
        }
        putDigits(rest, digits);
    }

    /**
     * A number that is not negative, at the right of {@value #DIGITS_MAX} places filled up with
     * blanks.
     */
    void putPadded(int value) {
        int rest = value;
        for (int i = length + DIGITS_MAX - 1; i >= length; i--) {
            boolean isBlank = rest == 0 && i < length + DIGITS_MAX - 1;
            buffer[i] = (byte) (isBlank ? ' ' : '0' + rest % 10);
            rest /= 10;
        }
        length += DIGITS_MAX;
    }

    /** Millimetres as metres with at most three decimals. */
    void putMetres(int millimetres) {
        putThousandths(millimetres);
    }

    /** A number in thousandths, with at most three decimals. */
    void putThousandths(int thousandths) {
        putFraction(thousandths, 1_000, 3);
    }

    /** 1/65,536 of a turn as degrees with at most two decimals, 0 to below 360. */
    void putDegrees(int angle) {
        int wrapped = angle & ((1 << ANGLE_BITS) - 1);
        long rounded =
                ((long) wrapped * HUNDREDTHS_PER_TURN + (1 << (ANGLE_BITS - 1))) >> ANGLE_BITS;
        putFraction((int) (rounded % HUNDREDTHS_PER_TURN), 100, 2);
    }

    void putBoolean(boolean value) {
        putAscii(value ? "true" : "false");
    }

    private void putFraction(int value, int unit, int decimalsMax) {
        long rest = value;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        putInt((int) (rest / unit));
        int fraction = (int) (rest % unit);
        if (fraction == 0) {
            return;
        }
        int decimals = decimalsMax;
        while (fraction % 10 == 0) {
            fraction /= 10;
            decimals--;
        }
        put('.');
        putDigits(fraction, decimals);
    }

    private void putDigits(long value, int digits) {
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }
}
