package dev.tankfleet.gateway.region;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One way to break RFC 6455.
 *
 * @param name what is wrong
 * @param code the close code that it is answered with
 * @param bytes what goes over an upgraded socket
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Rudeness(String name, int code, byte[] bytes) {
    /** No message of the contract. */
    public static final int MALFORMED = 4400;

    private static final int TOO_BIG = 1009;
    private static final int TOO_MANY_MESSAGES = 4429;
    private static final int FRAME_MAX_BYTES = 4_096;
    private static final int FRAMES = 10_000;
    private static final int[] RESERVED_KINDS = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15};

    private static final int[][] NO_TEXTS = {
        {0xFF},
        {0xC0, 0xAF},
        {0xC1, 0xBF},
        {0xE0, 0x80, 0x80},
        {0xED, 0xA0, 0x80},
        {0xF0, 0x80, 0x80, 0x80},
        {0xF4, 0x90, 0x80, 0x80},
        {0xF5, 0x80, 0x80, 0x80},
        {0x80},
        {0xE2, 0x82},
        {0xC3}
    };

    private static final Frame TEXT =
            Frame.of(Frame.FINAL | Frame.TEXT, "{\"type\":\"PING\",\"t\":1}");
    private static final Frame PART = Frame.of(Frame.TEXT, "{\"type\":");
    private static final Frame MORE = Frame.of(Frame.CONTINUATION, "x");

    /** All ways that we know. */
    public static List<Rudeness> all() {
        var all = new ArrayList<Rudeness>();
        all.addAll(sizes());
        all.addAll(floods());
        all.addAll(heads());
        all.addAll(orders());
        all.addAll(badTexts());
        return all;
    }

    private static List<Rudeness> sizes() {
        var full = " ".repeat(FRAME_MAX_BYTES);
        var fullPart = Frame.of(Frame.CONTINUATION, full);
        return List.of(
                of(
                        "a frame above the bound",
                        TOO_BIG,
                        Frame.of(Frame.FINAL | Frame.TEXT, full + " ")),
                of("a frame that only says so", TOO_BIG, TEXT.saying(1L << 40, 9)),
                of("a frame of 2^63 - 1 bytes", TOO_BIG, TEXT.saying(Long.MAX_VALUE, 9)),
                of("a frame of less than no bytes", MALFORMED, TEXT.saying(-1, 9)),
                of("a length in too many bytes", MALFORMED, TEXT.saying(22, 3)),
                of("a length in far too many bytes", MALFORMED, TEXT.saying(22, 9)),
                of(
                        "a message above the bound",
                        TOO_BIG,
                        Frame.of(Frame.TEXT, full),
                        fullPart,
                        fullPart,
                        fullPart,
                        fullPart));
    }

    private static List<Rudeness> floods() {
        var nothing = Frame.of(Frame.CONTINUATION, "");
        var ping = Frame.of(Frame.FINAL | Frame.PING, "x");
        return List.of(
                of("10,000 fragments", TOO_MANY_MESSAGES, behind(PART, MORE)),
                of("10,000 empty fragments", TOO_MANY_MESSAGES, behind(PART, nothing)),
                of("10,000 pings", TOO_MANY_MESSAGES, behind(ping, ping)));
    }

    private static List<Rudeness> heads() {
        var all = new ArrayList<Rudeness>();
        all.add(of("no mask", MALFORMED, TEXT.unmasked()));
        for (int bit = 0x10; bit <= 0x40; bit <<= 1) {
            var frame = Frame.of(Frame.FINAL | Frame.TEXT | bit, TEXT.payload());
            all.add(of("reserved bit " + bit, MALFORMED, frame));
        }
        for (int kind : RESERVED_KINDS) {
            all.add(of("reserved kind " + kind, MALFORMED, Frame.of(Frame.FINAL | kind, "x")));
        }
        all.add(of("a binary message", MALFORMED, Frame.of(Frame.FINAL | Frame.BINARY, "x")));
        return all;
    }

    private static List<Rudeness> orders() {
        var longPing = Frame.of(Frame.FINAL | Frame.PING, "x".repeat(126));
        var halfCode = Frame.of(Frame.FINAL | Frame.CLOSE, new byte[1]);
        var unsaidCode = Frame.of(Frame.FINAL | Frame.CLOSE, new byte[] {3, (byte) 0xED});
        return List.of(
                of("a ping in parts", MALFORMED, Frame.of(Frame.PING, "x")),
                of("a ping above 125 bytes", MALFORMED, longPing),
                of("more of nothing", MALFORMED, MORE),
                of("a text in the midst of a text", MALFORMED, PART, TEXT),
                of("half a close code", MALFORMED, halfCode),
                of("a close code that may not be said", MALFORMED, unsaidCode));
    }

    /** Each is in a field that nobody asks for, of a message that would be an AUTH without it. */
    private static List<Rudeness> badTexts() {
        var all = new ArrayList<Rudeness>();
        for (var noText : NO_TEXTS) {
            var message = new ByteArrayOutputStream();
            message.writeBytes(
                    utf8("{\"type\":\"AUTH\",\"match_id\":\"m\",\"token\":\"t\",\"x\":\""));
            for (int oneByte : noText) {
                message.write(oneByte);
            }
            message.writeBytes(utf8("\"}"));
            all.add(
                    of(
                            "bytes that are no text: " + Arrays.toString(noText),
                            MALFORMED,
                            Frame.of(Frame.FINAL | Frame.TEXT, message.toByteArray())));
        }
        return all;
    }

    private static Rudeness of(String name, int code, Frame... frames) {
        var bytes = new ByteArrayOutputStream();
        for (var frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        return new Rudeness(name, code, bytes.toByteArray());
    }

    private static Frame[] behind(Frame first, Frame next) {
        var frames = new ArrayList<>(List.of(first));
        frames.addAll(Collections.nCopies(FRAMES, next));
        return frames.toArray(Frame[]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
