package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.Frame;
import dev.tankfleet.gateway.region.HonestPlayer;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.Rudeness;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.gateway.wire.WireLimits;

import io.netty.util.ResourceLeakDetector;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients that break RFC 6455 frame by frame: each gets its close code, the gateway keeps nothing
 * for them, and who plays meanwhile plays on. Scale: {@value #RUDE_CLIENTS} rude clients, {@value
 * #AT_ONCE} at a time, where a night's run would take thousands.
 */
final class RudeFramesIT {
    private static final int AUTH_TIMEOUT = 4408;

    private static final int RUDE_CLIENTS = 200;
    private static final int AT_ONCE = 16;
    private static final int HONEST_STATES = 200;
    private static final long HEAP_GROWTH_MAX_BYTES = 32L * 1024 * 1024;

    /** What a busy machine may add to the honest player's usual state. */
    private static final Duration GRACE = Duration.ofMillis(100);

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

    @Test
    void answersEachRudenessWithItsCode() throws IOException {
        var wrong = new ArrayList<String>();
        for (var rudeness : Rudeness.all()) {
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

            assertThat(raw.readCloseCode()).isEqualTo(Rudeness.MALFORMED);
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
                    () -> sendByte(raw, frame[next.nextInt()]),
                    0,
                    BYTE_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);

            assertThat(raw.readCloseCode()).isEqualTo(AUTH_TIMEOUT);
            bytes.shutdownNow();
        }
        Waiting.until("the gateway has let go of it", () -> region.sockets() == 0);
    }

    /** One after the other; a peer that had enough ends the schedule. */
    private static void sendByte(RawSocket raw, byte next) {
        try {
            raw.send(new byte[] {next});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        // The slowest of them tell of this machine: two of 200 in a pause of it are the p99.
        assertThat(meanwhile.medianNs())
                .as("median of %s states, quiet: %s ns", meanwhile.count(), quiet.medianNs())
                .isLessThan(2 * quiet.medianNs() + GRACE.toNanos());
    }

    private void runAll(int clients) throws Exception {
        for (var answer : startAll(clients)) {
            answer.get();
        }
    }

    private List<Future<?>> startAll(int clients) {
        var rude = Rudeness.all();
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
