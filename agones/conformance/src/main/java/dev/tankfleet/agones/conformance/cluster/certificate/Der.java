package dev.tankfleet.agones.conformance.cluster.certificate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The binary form in which certificates are written (X.690); pure functions. */
final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_FORM = 0x80;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern DOT = Pattern.compile("\\.");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(SET, parts);
    }

    static byte[] isTrue() {
        return tagged(BOOLEAN, new byte[] {(byte) 0xFF});
    }

    static byte[] integer(BigInteger number) {
        return tagged(INTEGER, number.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return tagged(OCTET_STRING, content);
    }

    static byte[] text(String text) {
        return tagged(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant time) {
        return tagged(UTC_TIME, UTC.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Bits.
     *
     * @param unused how many of the last byte mean nothing
     */
    static byte[] bits(int unused, byte[] content) {
        return tagged(BIT_STRING, new byte[] {(byte) unused}, content);
    }

    /** A value whose meaning depends on where it stands; it holds bytes. */
    static byte[] plainContext(int number, byte[] content) {
        return tagged(CONTEXT | number, content);
    }

    /** A value whose meaning depends on where it stands; it holds other values. */
    static byte[] context(int number, byte[]... parts) {
        return tagged(CONTEXT | CONSTRUCTED | number, parts);
    }

    /** A name out of the world's tree of names, as {@code 2.5.4.3}. */
    static byte[] identifier(String dotted) {
        int[] arcs = DOT.splitAsStream(dotted).mapToInt(Integer::parseInt).toArray();
        var content = new ByteArrayOutputStream();
        content.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            writeArc(content, arcs[i]);
        }
        return tagged(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** Seven bits a byte, the highest first; all but the last byte are marked. */
    private static void writeArc(ByteArrayOutputStream content, int arc) {
        int groups = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(arc) + 6) / 7);
        for (int group = groups - 1; group >= 0; group--) {
            int mark = group == 0 ? 0 : 0x80;
            content.write(mark | ((arc >> (7 * group)) & 0x7F));
        }
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var all = new ByteArrayOutputStream();
        all.write(tag);
        writeLength(all, content.size());
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream all, int length) {
        if (length < LONG_FORM) {
            all.write(length);
            return;
        }
        int bytes = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
        all.write(LONG_FORM | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            all.write(length >> (8 * i));
        }
    }
}
