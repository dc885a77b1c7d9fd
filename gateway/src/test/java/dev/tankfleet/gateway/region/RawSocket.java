package dev.tankfleet.gateway.region;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that may break every rule: bytes on a socket. Used by the test's thread. */
public final class RawSocket implements AutoCloseable {
    private static final int SMALL_BUFFER_BYTES = 4_096;
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int MASKED_16_BITS = 0xFE;
    private static final int MASKED_64_BITS = 0xFF;

    private final Socket socket = new Socket();
    private final InputStream in;
    private volatile boolean isRefused;

    private RawSocket(int port) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.setSoTimeout((int) Waiting.MAX.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = socket.getInputStream();
    }

    /** A socket that has sent nothing. */
    public static RawSocket open(int port) throws IOException {
        return new RawSocket(port);
    }

    /** A WebSocket. */
    public static RawSocket upgrade(int port) throws IOException {
        var raw = open(port);
        var head = raw.request("GET / HTTP/1.1", upgradeHeaders());
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new AssertionError(head);
        }
        return raw;
    }

    /** Headers of a lawful handshake. */
    public static String[] upgradeHeaders(String... more) {
        var lawful =
                new String[] {
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                };
        var all = Arrays.copyOf(lawful, lawful.length + more.length);
        System.arraycopy(more, 0, all, lawful.length, more.length);
        return all;
    }

    /** Sends a request and reads the head of the answer. */
    public String request(String line, String... headers) throws IOException {
        send(
                (line + "\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(readByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    /** Sends bytes. */
    public void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends bytes from a thread of their own, for as long as the peer takes them. */
    public void sendAside(byte[] bytes) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                send(bytes);
                            } catch (IOException e) {
                                // The peer had enough, which is what the test looks for.
                                isRefused = true;
                            }
                        });
    }

    /** Sends a text frame, masked with zeros. */
    public void sendText(String text) throws IOException {
        send(textFrame(text));
    }

    /** A text frame, masked with zeros. */
    public static byte[] textFrame(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(FINAL_TEXT);
        if (bytes.length < 126) {
            frame.write(MASKED | bytes.length);
        } else if (bytes.length > 0xFFFF) {
            frame.write(MASKED_64_BITS);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) bytes.length >>> shift));
            }
        } else {
            frame.write(MASKED_16_BITS);
            frame.write(bytes.length >>> 8);
            frame.write(bytes.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(bytes);
        return frame.toByteArray();
    }

    /** The payload of the next frame; text frames and close frames have one. */
    public byte[] readFrame() throws IOException {
        readByte();
        return readPayload();
    }

    /** The code that the peer closes with, behind whatever it says before. */
    public int readCloseCode() throws IOException {
        int head = readByte();
        while (head != FINAL_CLOSE) {
            readPayload();
            head = readByte();
        }
        var payload = readPayload();
        return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    }

    /** All that still comes until the peer ends the socket. */
    public byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /** Whether the peer ended the socket before it took what was sent aside. */
    public boolean isRefused() {
        return isRefused;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] readPayload() throws IOException {
        int length = readByte();
        if (length == 126) {
            length = readByte() << 8 | readByte();
        }
        var payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return payload;
    }

    private int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }
}
