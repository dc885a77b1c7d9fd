package dev.tankfleet.bench.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One player's socket: upgrades, shows his token, reads states. Owned by the main thread.
 *
 * <p>It keeps of each message only the first bytes. Frames of ours are masked with zeros.
 */
final class Client {
    private static final byte[] UPGRADE =
            """
            GET / HTTP/1.1\r
            Host: bench\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WELCOME =
            "{\"type\":\"AUTH_OK\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_7_BITS_MAX = 125;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int HEAD_BYTES = 2;
    private static final int LONGER_HEAD_BYTES = 4;
    private static final int MASK_BYTES = 4;
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final String auth;
    private final byte[] start = new byte[StateStamp.LENGTH];
    private final byte[] head = new byte[LONGER_HEAD_BYTES];

    // Owned by the main thread.
    private boolean isUpgraded;
    private boolean isPlaying;
    private int matched;
    private int headLength;
    private int payloadLeft = UNKNOWN;
    private int started;
    private int lastTick;
    private int seq;
    private long newestSentNs = Long.MIN_VALUE;

    Client(SocketChannel channel, String matchId, String token) {
        this.channel = channel;
        this.auth =
                "{\"type\":\"AUTH\",\"match_id\":\"" + matchId + "\",\"token\":\"" + token + "\"}";
    }

    /** The socket is connected. */
    void onConnected() throws IOException {
        write(ByteBuffer.wrap(UPGRADE));
    }

    boolean isPlaying() {
        return isPlaying;
    }

    /** When the newest state that he has was sent. */
    long newestSentNs() {
        return newestSentNs;
    }

    /** Steers; what he wants is always the same. */
    void sendInput() throws IOException {
        seq++;
        send(
                TEXT,
                "{\"type\":\"PLAYER_INPUT\",\"seq\":"
                        + seq
                        + ",\"throttle\":0.75,\"turn\":-0.25,\"aim\":123.5,\"fire\":false}");
    }

    /** Takes what came. */
    void onBytes(ByteBuffer in, long nowNs, Deliveries deliveries) throws IOException {
        while (in.hasRemaining()) {
            if (!isUpgraded) {
                readUpgrade(in.get());
            } else if (payloadLeft == UNKNOWN) {
                readHead(in.get());
            } else {
                readPayload(in);
            }
            if (payloadLeft == 0) {
                payloadLeft = UNKNOWN;
                onMessage(nowNs, deliveries);
                headLength = 0;
                started = 0;
            }
        }
    }

    private void readUpgrade(byte next) throws IOException {
        matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
        if (matched == END_OF_HEAD.length) {
            isUpgraded = true;
            send(TEXT, auth);
        }
    }

    private void readHead(byte next) throws IOException {
        head[headLength++] = next;
        if (headLength == HEAD_BYTES && head[1] <= LENGTH_IN_7_BITS_MAX) {
            payloadLeft = head[1];
        } else if (headLength == HEAD_BYTES && head[1] != LENGTH_IN_16_BITS) {
            throw new IOException("a message of more than 65,535 bytes");
        } else if (headLength == LONGER_HEAD_BYTES) {
            payloadLeft = (head[2] & 0xFF) << 8 | head[3] & 0xFF;
        }
    }

    private void readPayload(ByteBuffer in) {
        int length = Math.min(payloadLeft, in.remaining());
        int kept = Math.min(length, start.length - started);
        in.get(start, started, kept);
        in.position(in.position() + length - kept);
        started += kept;
        payloadLeft -= length;
    }

    private void onMessage(long nowNs, Deliveries deliveries) throws IOException {
        switch (head[0] & 0xFF) {
            case TEXT -> onText(nowNs, deliveries);
            case PING -> send(PONG, "");
            case CLOSE ->
                    throw new IOException(
                            "closed with " + ((start[0] & 0xFF) << 8 | start[1] & 0xFF));
            default -> throw new IOException("a frame of kind " + (head[0] & 0xFF));
        }
    }

    private void onText(long nowNs, Deliveries deliveries) throws IOException {
        if (started == StateStamp.LENGTH && StateStamp.isState(start)) {
            int tick = StateStamp.tick(start);
            int lostBefore = lastTick == 0 ? 0 : tick - lastTick - 1;
            lastTick = tick;
            newestSentNs = StateStamp.sentNs(start);
            deliveries.add(newestSentNs, nowNs - newestSentNs, lostBefore);
        } else if (startsWith(WELCOME)) {
            isPlaying = true;
        } else {
            throw new IOException(
                    "not expected: " + new String(start, 0, started, StandardCharsets.UTF_8));
        }
    }

    private boolean startsWith(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (start[i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private void send(int kind, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        var frame = ByteBuffer.allocate(LONGER_HEAD_BYTES + MASK_BYTES + payload.length);
        frame.put((byte) kind);
        if (payload.length <= LENGTH_IN_7_BITS_MAX) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_16_BITS)).putShort((short) payload.length);
        }
        write(frame.putInt(0).put(payload).flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("a client's send buffer is full: the gateway does not read");
        }
    }
}
