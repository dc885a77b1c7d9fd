package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.Frame;
import dev.tankfleet.gateway.region.HonestPlayer;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.gateway.wire.WireLimits;

import io.netty.util.ResourceLeakDetector;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clients that break RFC 6455 frame by frame: each gets its close code, the gateway keeps nothing
 * for them, and who plays meanwhile plays on. Scale: {@value #RUDE_CLIENTS} rude clients, {@value
 * #AT_ONCE} at a time, where a night's run would take thousands.
 */
final class RudeFramesIT {
    private static final int MALFORMED = 4400;
    private static final int TOO_BIG = 1009;
    private static final int TOO_MANY_MESSAGES = 4429;
    private static final int AUTH_TIMEOUT = 4408;

    private static final int FRAME_MAX_BYTES = 4_096;
    private static final int FRAGMENTS = 10_000;
    private static final int RUDE_CLIENTS = 200;
    private static final int AT_ONCE = 16;
    private static final int HONEST_STATES = 200;
    private static final long HEAP_GROWTH_MAX_BYTES = 32L * 1024 * 1024;

    /** What a busy machine may add to the honest player's slowest states. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final Duration AUTH_WITHIN = Duration.ofSeconds(1);
    private static final Duration BYTE_EVERY = Duration.ofMillis(50);

    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();

    private TestRegion region;

    @BeforeEach
    void startRegion() throws IOException {
        region = start(Waiting.MAX);
    }

    @AfterEach
    void closeRegion() {
        region.close();
        ResourceLeakDetector.setLevel(usual);
    }

    /** One way to be rude, and the code that it is answered with. */
    private record Rudeness(String name, int code, byte[] bytes) {}

    private static Stream<Rudeness> rudenesses() {
        var text = Frame.of(Frame.FINAL | Frame.TEXT, "{\"type\":\"PING\",\"t\":1}");
        var part = Frame.of(Frame.TEXT, "{\"type\":");
        var more = Frame.of(Frame.CONTINUATION, "x");
        var all = new ArrayList<Rudeness>();
        all.add(
                rude(
                        "a frame above the bound",
                        TOO_BIG,
                        Frame.of(Frame.FINAL | Frame.TEXT, " ".repeat(FRAME_MAX_BYTES + 1))));
        all.add(rude("a frame that only says so", TOO_BIG, text.saying(1L << 40, 9)));
        all.add(rude("a frame of 2^63 - 1 bytes", TOO_BIG, text.saying(Long.MAX_VALUE, 9)));
        all.add(rude("a frame of less than no bytes", MALFORMED, text.saying(-1, 9)));
        all.add(rude("a length in too many bytes", MALFORMED, text.saying(22, 3)));
        all.add(rude("a length in far too many bytes", MALFORMED, text.saying(22, 9)));
        all.add(
                rude(
                        "a message above the bound",
                        TOO_BIG,
                        Stream.concat(
                                        Stream.of(Frame.of(Frame.TEXT, " ".repeat(4_096))),
                                        Stream.generate(
                                                        () ->
                                                                Frame.of(
                                                                        Frame.CONTINUATION,
                                                                        " ".repeat(4_096)))
                                                .limit(4))
                                .toArray(Frame[]::new)));
        all.add(
                rude(
                        "10,000 fragments",
                        TOO_MANY_MESSAGES,
                        Stream.concat(Stream.of(part), Stream.generate(() -> more).limit(FRAGMENTS))
                                .toArray(Frame[]::new)));
        all.add(
                rude(
                        "10,000 empty fragments",
                        TOO_MANY_MESSAGES,
                        Stream.concat(
                                        Stream.of(part),
                                        Stream.generate(() -> Frame.of(Frame.CONTINUATION, ""))
                                                .limit(FRAGMENTS))
                                .toArray(Frame[]::new)));
        all.add(
                rude(
                        "10,000 pings",
                        TOO_MANY_MESSAGES,
                        Stream.generate(() -> Frame.of(Frame.FINAL | Frame.PING, "x"))
                                .limit(FRAGMENTS)
                                .toArray(Frame[]::new)));
        all.add(rude("no mask", MALFORMED, text.unmasked()));
        for (int bit = 0x10; bit <= 0x40; bit <<= 1) {
            all.add(
                    rude(
                            "reserved bit " + bit,
                            MALFORMED,
                            Frame.of(Frame.FINAL | Frame.TEXT | bit, text.payload())));
        }
        IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .forEach(
                        kind ->
                                all.add(
                                        rude(
                                                "reserved kind " + kind,
                                                MALFORMED,
                                                Frame.of(Frame.FINAL | kind, "x"))));
        all.add(rude("a ping in parts", MALFORMED, Frame.of(Frame.PING, "x")));
        all.add(
                rude(
                        "a ping above 125 bytes",
                        MALFORMED,
                        Frame.of(Frame.FINAL | Frame.PING, "x".repeat(126))));
        all.add(rude("more of nothing", MALFORMED, more));
        all.add(rude("a text in the midst of a text", MALFORMED, part, text));
        all.add(
                rude(
                        "half a close code",
                        MALFORMED,
                        Frame.of(Frame.FINAL | Frame.CLOSE, new byte[1])));
        all.add(
                rude(
                        "a close code that may not be said",
                        MALFORMED,
                        Frame.of(Frame.FINAL | Frame.CLOSE, new byte[] {3, (byte) 0xED})));
        all.add(rude("a binary message", MALFORMED, Frame.of(Frame.FINAL | 2, "x")));
        all.addAll(badTexts());
        return all.stream();
    }

    /** Each is in a field that nobody asks for, of a message that would be an AUTH without it. */
    private static List<Rudeness> badTexts() {
        var all = new ArrayList<Rudeness>();
        int[][] bad = {
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
        for (var bytes : bad) {
            var head = "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"t\",\"x\":\"";
            var payload = head.getBytes(StandardCharsets.UTF_8);
            int at = payload.length;
            payload = Arrays.copyOf(payload, at + bytes.length + 2);
            for (int i = 0; i < bytes.length; i++) {
                payload[at + i] = (byte) bytes[i];
            }
            payload[payload.length - 2] = '"';
            payload[payload.length - 1] = '}';
            all.add(
                    rude(
                            "bytes that are no text: " + Arrays.toString(bytes),
                            MALFORMED,
                            Frame.of(Frame.FINAL | Frame.TEXT, payload)));
        }
        return all;
    }

    @Test
    void answersEachRudenessWithItsCode() throws IOException {
        var wrong = new ArrayList<String>();
        for (var rudeness : rudenesses().toList()) {
            int code = codeFor(rudeness);
            if (code != rudeness.code()) {
                wrong.add(rudeness.name() + ": " + code + ", expected " + rudeness.code());
            }
        }

        assertThat(wrong).isEmpty();
        Waiting.until("the gateway has let go of them", () -> region.sockets() == 0);
    }

    @Test
    void offersNoCompressionAndTakesNone() throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            var head =
                    raw.request(
                            "GET / HTTP/1.1",
                            RawSocket.upgradeHeaders(
                                    "Sec-WebSocket-Extensions: permessage-deflate;"
                                            + " client_max_window_bits, x-webkit-deflate-frame"));
            assertThat(head).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("extensions");

            raw.send(Frame.of(Frame.FINAL | 0x40 | Frame.TEXT, new byte[] {0x4B, 0x04}).bytes());

            assertThat(raw.readCloseCode()).isEqualTo(MALFORMED);
        }
    }

    /** A byte in 50 ms stands for one in a second, and a second of patience for three. */
    @Test
    void givesClientThatSendsByteByByteNoMoreTimeThanOthers() throws Exception {
        region.close();
        region = start(AUTH_WITHIN);
        var frame = RawSocket.textFrame(" ".repeat(4_000));
        try (var bytes = Executors.newSingleThreadScheduledExecutor();
                var raw = RawSocket.upgrade(region.gateway().port())) {
            var next = IntStream.range(0, frame.length).iterator();
            bytes.scheduleAtFixedRate(
                    () -> raw.sendAside(new byte[] {frame[next.nextInt()]}),
                    0,
                    BYTE_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);

            assertThat(raw.readCloseCode()).isEqualTo(AUTH_TIMEOUT);
            bytes.shutdownNow();
        }
        Waiting.until("the gateway has let go of it", () -> region.sockets() == 0);
    }

    @Test
    void letsHonestPlayerPlayAndKeepsNothingForTheRude() throws Exception {
        // It takes a stack trace per frame, which is what would be measured.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        var honest = HonestPlayer.join(region, "m-1");
        runAll(RUDE_CLIENTS / 4);
        long heapBefore = usedHeap();
        var quiet = honest.play(HONEST_STATES);

        var answers = startAll(RUDE_CLIENTS);
        var meanwhile = honest.play(HONEST_STATES);
        while (answers.stream().anyMatch(answer -> !answer.isDone())) {
            meanwhile.add(honest.play(1));
        }
        for (var answer : answers) {
            answer.get();
        }

        Waiting.until("only the honest one is left", () -> region.sockets() == 1);
        assertThat(usedHeap() - heapBefore).as("growth").isLessThan(HEAP_GROWTH_MAX_BYTES);
        assertThat(meanwhile.p99Ns())
                .as("p99 of %s states, quiet: %s ns", meanwhile.count(), quiet.p99Ns())
                .isLessThan(2 * quiet.p99Ns() + GRACE.toNanos());
    }

    private void runAll(int clients) throws Exception {
        for (var answer : startAll(clients)) {
            answer.get();
        }
    }

    private List<Future<?>> startAll(int clients) {
        var rude = rudenesses().toList();
        var turns = new Semaphore(AT_ONCE);
        var answers = new ArrayList<Future<?>>();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < clients; i++) {
            var rudeness = rude.get(i % rude.size());
            answers.add(
                    threads.submit(
                            () -> {
                                turns.acquire();
                                try {
                                    assertThat(codeFor(rudeness)).isEqualTo(rudeness.code());
                                } finally {
                                    turns.release();
                                }
                                return true;
                            }));
        }
        threads.shutdown();
        return answers;
    }

    private int codeFor(Rudeness rudeness) throws IOException {
        try (var raw = RawSocket.upgrade(region.gateway().port())) {
            raw.sendAside(rudeness.bytes());
            return raw.readCloseCode();
        }
    }

    private static Rudeness rude(String name, int code, Frame... frames) {
        int size = 0;
        var parts = new ArrayList<byte[]>();
        for (var frame : frames) {
            parts.add(frame.bytes());
            size += parts.getLast().length;
        }
        var bytes = new byte[size];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        return new Rudeness(name, code, bytes);
    }

    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static TestRegion start(Duration authWithin) throws IOException {
        var standard = ConnectionLimits.defaults();
        return TestRegion.start(
                new ConnectionLimits(
                        authWithin,
                        standard.joinMax(),
                        standard.messagesPerSecond(),
                        standard.keepaliveInterval(),
                        standard.keepaliveTimeout(),
                        Waiting.MAX,
                        Duration.ofMinutes(1),
                        standard.closeTimeout()),
                new WireLimits(2_000, 10_000, 10_000, Duration.ofSeconds(5), 0));
    }
}
