package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Role;

import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Options;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How our connections behave. Stateless.
 *
 * <p>The library's own defaults notice a silent server after minutes and come back after seconds; a
 * match has neither. What cannot be sent now is not kept: a late input or state is of no use, and a
 * request answers to its deadline.
 */
final class NatsOptions {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration PING_EVERY = Duration.ofSeconds(5);
    private static final int PINGS_UNANSWERED_MAX = 2;
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(50);
    private static final Duration RECONNECT_JITTER = Duration.ofMillis(100);

    /** About a minute. */
    private static final int QUICK_ROUNDS_MAX = 600;

    private static final Duration SLOW_RECONNECT_WAIT = Duration.ofSeconds(1);
    private static final Duration REQUEST_CLEANUP = Duration.ofSeconds(1);
    private static final Duration QUEUE_WAIT_MAX = Duration.ofMillis(100);

    /** Some seconds of a busy server; asking the library for bytes would wait for its reconnect. */
    private static final int OUTGOING_MESSAGES_MAX = 2_048;

    private static final int FOREVER = -1;
    private static final int NONE = 0;

    private NatsOptions() {}

    static Options of(
            NatsConfig config,
            Role role,
            String selfId,
            ErrorListener errors,
            ConnectionListener connections) {
        return new Options.Builder()
                .servers(config.urls().toArray(String[]::new))
                .noRandomize()
                .serverPool(new NatsServers(config.user(), config.password()))
                .connectionName(NatsNames.user(role, selfId))
                .inboxPrefix(NatsNames.inboxPrefix(role, selfId))
                .subjectValidationType(Options.SubjectValidationType.Strict)
                .reportNoResponders()
                .connectionTimeout(CONNECT_MAX)
                .pingInterval(PING_EVERY)
                .maxPingsOut(PINGS_UNANSWERED_MAX)
                .reconnectDelayHandler(NatsOptions::waitBefore)
                .maxReconnects(FOREVER)
                .reconnectBufferSize(NONE)
                .requestCleanupInterval(REQUEST_CLEANUP)
                .maxMessagesInOutgoingQueue(OUTGOING_MESSAGES_MAX)
                .discardMessagesWhenOutgoingQueueFull()
                .writeQueuePushTimeout(QUEUE_WAIT_MAX)
                .errorListener(errors)
                .connectionListener(connections)
                .build();
    }

    /**
     * The wait before one more round through all servers. Who stays away for minutes is not asked
     * ten times a second for all that time; the library keeps a note of each refusal, too.
     */
    private static Duration waitBefore(long round) {
        var least = round <= QUICK_ROUNDS_MAX ? RECONNECT_WAIT : SLOW_RECONNECT_WAIT;
        long jitterNs = ThreadLocalRandom.current().nextLong(RECONNECT_JITTER.toNanos());
        return least.plusNanos(jitterNs);
    }
}
