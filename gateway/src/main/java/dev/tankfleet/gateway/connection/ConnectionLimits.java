package dev.tankfleet.gateway.connection;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * Bounds of one connection; each more than zero. Times are kept to a quarter of a second.
 *
 * @param authTimeout time from the upgrade to AUTH
 * @param joinMax time from AUTH to the owner's answer, longer than admission takes at most
 * @param messagesPerSecond messages that a client may send, as a rate and as a burst, at least 1
 * @param keepaliveInterval time between two pings
 * @param keepaliveTimeout time for the answer to a ping
 * @param slowMax time for a client to take what was sent
 * @param ownerSilentMax time for which a match may send nothing
 * @param closeTimeout time for a client to answer a close frame
 */
public record ConnectionLimits(
        @Default("3s") Duration authTimeout,
        @Default("5s") Duration joinMax,
        @Default("60") int messagesPerSecond,
        @Default("15s") Duration keepaliveInterval,
        @Default("10s") Duration keepaliveTimeout,
        @Default("2s") Duration slowMax,
        @Default("10s") Duration ownerSilentMax,
        @Default("1s") Duration closeTimeout) {
    public ConnectionLimits {
        Check.that(authTimeout.isPositive(), "authTimeout", authTimeout, "> 0");
        Check.that(joinMax.isPositive(), "joinMax", joinMax, "> 0");
        Check.that(messagesPerSecond >= 1, "messagesPerSecond", messagesPerSecond, ">= 1");
        Check.that(keepaliveInterval.isPositive(), "keepaliveInterval", keepaliveInterval, "> 0");
        Check.that(keepaliveTimeout.isPositive(), "keepaliveTimeout", keepaliveTimeout, "> 0");
        Check.that(slowMax.isPositive(), "slowMax", slowMax, "> 0");
        Check.that(ownerSilentMax.isPositive(), "ownerSilentMax", ownerSilentMax, "> 0");
        Check.that(closeTimeout.isPositive(), "closeTimeout", closeTimeout, "> 0");
    }

    /** The limits of a process that sets none. */
    public static ConnectionLimits defaults() {
        return new ConnectionLimits(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                60,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1));
    }
}
