package dev.tankfleet.backup.wal;

/**
 * Positions in the log of a server: bytes since its beginning. PostgreSQL writes them in two halves
 * of hex, {@code 0/1517260}. Stateless.
 */
public final class Lsn {
    private static final int HALF_BITS = 32;
    private static final int HEX = 16;

    private Lsn() {}

    /**
     * Reads what PostgreSQL writes.
     *
     * @throws NumberFormatException when it is something else
     */
    public static long parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new NumberFormatException(text + " (expected: a position such as 0/1517260)");
        }
        return Long.parseLong(text.substring(0, slash), HEX) << HALF_BITS
                | Long.parseLong(text.substring(slash + 1), HEX);
    }

    /** As PostgreSQL writes it. */
    public static String text(long position) {
        return "%X/%X".formatted(position >>> HALF_BITS, position & 0xFFFF_FFFFL);
    }

    /** The beginning of the segment in which a position lies. */
    public static long segmentOf(long position, long segmentBytes) {
        return position - position % segmentBytes;
    }

    /** What PostgreSQL calls the file of a segment. */
    public static String segmentName(int timeline, long position, long segmentBytes) {
        long perHalf = (1L << HALF_BITS) / segmentBytes;
        long number = position / segmentBytes;
        return "%08X%08X%08X".formatted(timeline, number / perHalf, number % perHalf);
    }
}
