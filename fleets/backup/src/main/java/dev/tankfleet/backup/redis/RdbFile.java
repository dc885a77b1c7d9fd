package dev.tankfleet.backup.redis;

import dev.tankfleet.backup.copy.DamagedCopy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A dump as Redis writes it: its mark, and the CRC-64 over all of it at the end. What stands
 * between is judged by a Redis that loads it. Stateless.
 */
final class RdbFile {
    private static final int MARK_LENGTH = 9;
    private static final int CRC_LENGTH = 8;
    private static final int END_OF_KEYS = 0xFF;
    private static final long POLYNOMIAL = 0x95AC9329AC4BC9B5L;
    private static final int BITS = 8;
    private static final int BYTE = 0xFF;
    private static final long[] TABLE = table();

    private RdbFile() {}

    /**
     * Checks a dump.
     *
     * @return the version of its format
     * @throws DamagedCopy when it is not a whole one
     */
    static int check(Path file) throws IOException {
        long size = Files.size(file);
        if (size < MARK_LENGTH + 1 + CRC_LENGTH) {
            throw new DamagedCopy("the dump has " + size + " bytes");
        }
        try (var input = new BufferedInputStream(Files.newInputStream(file))) {
            var mark = input.readNBytes(MARK_LENGTH);
            var text = new String(mark, StandardCharsets.US_ASCII);
            if (!text.matches("REDIS[0-9]{4}")) {
                throw new DamagedCopy("the dump does not begin as one");
            }
            long crc = crc(0, mark);
            int last = 0;
            for (long i = MARK_LENGTH; i < size - CRC_LENGTH; i++) {
                last = input.read();
                crc = crc(crc, last);
            }
            long written =
                    ByteBuffer.wrap(input.readNBytes(CRC_LENGTH))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong();
            if (written == 0) {
                throw new DamagedCopy("the dump has no checksum; set rdbchecksum yes");
            }
            if (last != END_OF_KEYS || written != crc) {
                throw new DamagedCopy("the dump's checksum does not fit");
            }
            return Integer.parseInt(text.substring("REDIS".length()));
        }
    }

    private static long crc(long crc, byte[] bytes) {
        long result = crc;
        for (var value : bytes) {
            result = crc(result, value);
        }
        return result;
    }

    private static long crc(long crc, int value) {
        return TABLE[(int) ((crc ^ value) & BYTE)] ^ (crc >>> BITS);
    }

    private static long[] table() {
        var table = new long[BYTE + 1];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < BITS; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            table[i] = crc;
        }
        return table;
    }
}
