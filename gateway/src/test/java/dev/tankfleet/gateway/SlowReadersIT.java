package dev.tankfleet.gateway;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.ScriptedOwner;
import dev.tankfleet.gateway.region.TestClient;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.wire.WireLimits;
import dev.tankfleet.proto.session.Join;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A quarter of the clients stop reading: little waits for each, they are closed soon after it is
 * full, and the others lose nothing. Scale: {@value #SLOW} of {@value #CLIENTS}, where a night's
 * run would take hundreds of thousands.
 */
final class SlowReadersIT {
    private static final int CLIENTS = 32;
    private static final int SLOW = 8;
    private static final int EPOCH = 1_000;
    private static final int STATE_CHARS = 12_000;
    private static final int QUEUED_MAX_BYTES = 256 * 1024;
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);
    private static final Duration TEST_MAX = Duration.ofSeconds(60);

    private TestRegion region;
    private ScriptedOwner owner;

    @BeforeEach
    void startRegion() throws IOException {
        var limits = new WireLimits(1_000, 10_000, 10_000, Duration.ofSeconds(5), 1);
        region = TestRegion.start(ConnectionLimits.defaults(), limits);
        owner = region.match("m-1");
    }

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @Test
    void closesThoseWhoStopReadingAndLosesNothingOfTheOthers() throws Exception {
        var slow = new ArrayList<RawSocket>();
        var slowJoins = new ArrayList<Join>();
        var others = new ArrayList<TestClient>();
        var otherJoins = new ArrayList<Join>();
        for (int i = 0; i < SLOW; i++) {
            var raw = RawSocket.upgrade(region.gateway().port());
            raw.sendText(TestRegion.auth("m-1", region.token("m-1")));
            raw.readFrame();
            slow.add(raw);
            slowJoins.add(owner.nextJoin());
        }
        for (int i = 0; i < CLIENTS - SLOW; i++) {
            others.add(region.join("m-1"));
            otherJoins.add(owner.nextJoin());
        }

        var took = playUntilTheSlowAreClosed(slowJoins, others, otherJoins);

        assertThat(took).isLessThan(CLOSED_WITHIN);
        for (var raw : slow) {
            // To its end: what the gateway and the kernel had for this client, and no more comes.
            assertThat(raw.readToEnd()).hasSizeBetween(STATE_CHARS, QUEUED_MAX_BYTES);
            raw.close();
        }
        assertThat(others).noneMatch(TestClient::isClosed);
        assertThat(tooSlow()).isEqualTo(SLOW);
        // The end of the last one's socket is counted a moment after its client has seen it.
        eventuallyTrue(
                TEST_MAX, "only the others are left", () -> region.sockets() == others.size());
    }

    /** From the first state that a slow one has no room for, until all of them are closed. */
    private Duration playUntilTheSlowAreClosed(
            List<Join> slowJoins, List<TestClient> others, List<Join> otherJoins)
            throws InterruptedException {
        var padding = "s".repeat(STATE_CHARS);
        long startNs = System.nanoTime();
        long fullNs = 0;
        int tick = 100;
        while (tooSlow() < SLOW) {
            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(TEST_MAX);
            for (var join : slowJoins) {
                owner.sendState(join, EPOCH, tick, padding);
            }
            for (var join : otherJoins) {
                owner.sendState(join, EPOCH, tick, "tick-" + tick);
            }
            for (var other : others) {
                assertThat(other.next()).isEqualTo("tick-" + tick);
            }
            tick++;
            if (fullNs == 0 && replaced() > 0) {
                fullNs = System.nanoTime();
            }
        }
        return Duration.ofNanos(System.nanoTime() - fullNs);
    }

    private double replaced() {
        return region.count("gateway.pump.states", "outcome", "replaced");
    }

    private double tooSlow() {
        return region.count("gateway.connection.ended", "cause", "too_slow");
    }
}
