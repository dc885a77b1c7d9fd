package dev.tankfleet.gateway.wire;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * Bounds of the edge. A source is an IPv4 address or an IPv6 /64.
 *
 * @param socketsMax sockets at once, at least 1; one more is closed unread
 * @param handshakeBurst upgrades of one source in a row, at least 1
 * @param handshakesPerSecond upgrades of one source per second, at least 1
 * @param requestTimeout time for a socket to send a whole HTTP request, and to send the next one,
 *     more than zero
 * @param loops event loops, 0 for one per core, at most 64
 */
public record WireLimits(
        @Default("10000") int socketsMax,
        @Default("300") int handshakeBurst,
        @Default("50") int handshakesPerSecond,
        @Default("5s") Duration requestTimeout,
        @Default("0") int loops) {
    static final int LOOPS_MAX = 64;

    public WireLimits {
        Check.that(socketsMax >= 1, "socketsMax", socketsMax, ">= 1");
        Check.that(handshakeBurst >= 1, "handshakeBurst", handshakeBurst, ">= 1");
        Check.that(handshakesPerSecond >= 1, "handshakesPerSecond", handshakesPerSecond, ">= 1");
        Check.that(requestTimeout.isPositive(), "requestTimeout", requestTimeout, "> 0");
        Check.that(loops >= 0 && loops <= LOOPS_MAX, "loops", loops, "0 … " + LOOPS_MAX);
    }

    /** The limits of a process that sets none. */
    public static WireLimits defaults() {
        return new WireLimits(10_000, 300, 50, Duration.ofSeconds(5), 0);
    }
}
