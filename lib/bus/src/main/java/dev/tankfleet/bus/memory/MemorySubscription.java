package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * One handler and what it listens to. Every thread may call it; the handler runs on the inbox's
 * delivery thread.
 */
final class MemorySubscription implements Bus.Subscription {
    private final String pattern;
    private final @Nullable String queue;
    private final Bus.MessageHandler handler;
    private final Tier tier;
    private final Inbox inbox;

    // Written by whoever closes.
    private volatile boolean closed;

    MemorySubscription(
            String pattern,
            @Nullable String queue,
            Bus.MessageHandler handler,
            Tier tier,
            Inbox inbox) {
        this.pattern = pattern;
        this.queue = queue;
        this.handler = handler;
        this.tier = tier;
        this.inbox = inbox;
    }

    String pattern() {
        return pattern;
    }

    @Nullable String queue() {
        return queue;
    }

    /** Queues a copy of a message. */
    void offer(String subject, byte[] buffer, int length, @Nullable PendingReply reply) {
        inbox.offer(new Delivery(this, subject, Arrays.copyOf(buffer, length), reply));
    }

    /** Calls the handler, unless the subscription has ended since. */
    void hear(Delivery delivery) {
        if (!closed) {
            handler.onMessage(delivery);
        }
    }

    @Override
    public void close() {
        closed = true;
        tier.remove(this);
    }
}
