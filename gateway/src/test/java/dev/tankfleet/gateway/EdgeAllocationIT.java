package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.gateway.wire.WireLimits;

import io.netty.util.ResourceLeakDetector;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the libraries around the pump make per message, on the event loop, read without leak
 * detection, which makes garbage of its own. The pump itself makes none.
 */
final class EdgeAllocationIT {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 5_000;
    private static final String INPUT =
            "{\"type\":\"PLAYER_INPUT\",\"seq\":%d,\"throttle\":0.25,\"turn\":-1,\"aim\":181.5,\"fire\":false}";

    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();

    @BeforeEach
    void stopLookingForLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void lookForLeaksAgain() {
        ResourceLeakDetector.setLevel(usual);
    }

    @Test
    void makesLittleGarbagePerMessage() throws Exception {
        try (var region = TestRegion.start(manyMessages(), WireLimits.defaults());
                var raw = RawSocket.upgrade(region.gateway().port())) {
            var owner = region.match("m-1");
            raw.sendText(TestRegion.auth("m-1", region.token("m-1")));
            raw.readFrame();
            var join = owner.nextJoin();

            long inputs = 0;
            long states = 0;
            for (int round = 0; round < 4; round++) {
                long before = allocatedByLoops();
                for (int i = 0; i < MESSAGES; i++) {
                    raw.sendText(INPUT.formatted(round * MESSAGES + i));
                }
                raw.sendText("{\"type\":\"PING\",\"t\":1}");
                raw.readFrame();
                long between = allocatedByLoops();
                for (int i = 0; i < MESSAGES; i++) {
                    owner.sendState(join, 1_000, 100 + round * MESSAGES + i, "s".repeat(2_000));
                    raw.readFrame();
                }
                inputs = (between - before) / MESSAGES;
                states = (allocatedByLoops() - between) / MESSAGES;
            }

            assertThat(inputs).as("bytes per input").isBetween(1L, 2_000L);
            assertThat(states).as("bytes per state").isLessThan(1_000L);
        }
    }

    private static ConnectionLimits manyMessages() {
        var standard = ConnectionLimits.defaults();
        return new ConnectionLimits(
                standard.authTimeout(),
                standard.joinMax(),
                1_000_000,
                standard.keepaliveInterval(),
                standard.keepaliveTimeout(),
                Waiting.MAX,
                Duration.ofMinutes(1),
                standard.closeTimeout());
    }

    private static long allocatedByLoops() {
        long sum = 0;
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("gateway-loop")) {
                sum += THREADS.getThreadAllocatedBytes(thread.threadId());
            }
        }
        return sum;
    }
}
