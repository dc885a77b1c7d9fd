package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bounds;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Permissions;
import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One connection. Every thread may call it; its handlers run on its own delivery thread. */
final class MemoryBus implements Bus {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryBus.class);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final Post post;
    private final String name;
    private final Set<MemoryBus> connections;
    private final Inbox inbox = new Inbox();
    private final Thread deliveryThread;
    private final AtomicLong handlerFailures = new AtomicLong();
    private final Set<MemorySubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Set<DurableConsumer> consumers = ConcurrentHashMap.newKeySet();
    private final Set<PendingReply> pendingReplies = ConcurrentHashMap.newKeySet();

    // Written by whoever closes.
    private volatile boolean closed;

    private MemoryBus(Post post, String name, Set<MemoryBus> connections) {
        this.post = post;
        this.name = name;
        this.connections = connections;
        this.deliveryThread =
                Thread.ofPlatform().daemon().name("bus-" + name).unstarted(this::deliverAll);
    }

    /** Connects, and stays among the hub's connections until it is closed. */
    static MemoryBus open(Post post, String name, Set<MemoryBus> connections) {
        var bus = new MemoryBus(post, name, connections);
        connections.add(bus);
        bus.deliveryThread.start();
        return bus;
    }

    @Override
    public void publish(String subject, byte[] buffer, int length) {
        ensureOpen();
        Bounds.checkBody(buffer, length);
        post.permissions().checkSay(subject);
        post.border().deliver(post.tier(), subject, buffer, length, null);
    }

    @Override
    public Subscription subscribe(String pattern, MessageHandler handler) {
        return listen(pattern, null, handler);
    }

    @Override
    public Subscription queueSubscribe(String pattern, String queue, MessageHandler handler) {
        return listen(pattern, Id.check("queue", queue), handler);
    }

    @Override
    public Reply request(String subject, byte[] body, Duration deadline) {
        ensureOpen();
        Bounds.checkBody(body, body.length);
        Bounds.checkDuration("deadline", deadline);
        post.permissions().checkSay(subject);
        if (Thread.currentThread().equals(deliveryThread)) {
            throw new IllegalStateException(
                    "request on " + subject + " from the delivery thread of " + name);
        }
        var reply = new PendingReply();
        pendingReplies.add(reply);
        try {
            // Whoever closes meanwhile has either seen this request or is seen here.
            ensureOpen();
            int heard = post.border().deliver(post.tier(), subject, body, body.length, reply);
            return heard == 0 ? new Reply.NobodyThere() : reply.await(deadline);
        } finally {
            pendingReplies.remove(reply);
        }
    }

    @Override
    public Stored publishDurable(String subject, String messageId, byte[] body, Duration deadline) {
        ensureOpen();
        Bounds.checkBody(body, body.length);
        Bounds.checkDuration("deadline", deadline);
        Bounds.checkMessageId(messageId);
        post.permissions().checkSayDurably(subject);
        return post.streams().store(post.tier(), subject, messageId, body.clone());
    }

    @Override
    public Subscription consumeDurable(
            String pattern, String consumer, Duration retryAfter, DurableHandler handler) {
        ensureOpen();
        Bounds.checkDuration("retryAfter", retryAfter);
        Id.check("consumer", consumer);
        post.permissions().checkTakeDurably(pattern, consumer);
        var place = post.streams().place(post.tier(), pattern, consumer);
        var started =
                DurableConsumer.start(
                        post.streams(), place, retryAfter, handler, this::onFailure, consumers);
        if (closed) {
            started.close();
        }
        return started;
    }

    @Override
    public boolean flush(Duration deadline) {
        ensureOpen();
        Bounds.checkDuration("deadline", deadline);
        // Senders queue on their own thread: what was called before is known already.
        return true;
    }

    @Override
    public long droppedMessages() {
        return inbox.dropped();
    }

    @Override
    public long unsentMessages() {
        return 0;
    }

    @Override
    public long handlerFailures() {
        return handlerFailures.get();
    }

    @Override
    public boolean isConnected() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        connections.remove(this);
        new ArrayList<>(subscriptions).forEach(MemorySubscription::close);
        subscriptions.clear();
        new ArrayList<>(pendingReplies).forEach(PendingReply::giveUp);
        inbox.close();
        consumers.forEach(DurableConsumer::stop);
        new ArrayList<>(consumers).forEach(DurableConsumer::close);
        join(deliveryThread, CLOSE_WAIT_MAX);
    }

    /**
     * Waits until a thread of the bus is gone, unless it is the caller: a handler may close its own
     * connection.
     */
    static void join(Thread thread, Duration waitMax) {
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        try {
            if (!thread.join(waitMax)) {
                LOG.atWarn()
                        .addKeyValue("thread", thread.getName())
                        .log("handler still runs after close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Subscription listen(String pattern, @Nullable String queue, MessageHandler handler) {
        ensureOpen();
        post.permissions().checkHear(pattern);
        var subscription = new MemorySubscription(pattern, queue, handler, post.tier(), inbox);
        post.tier().add(subscription);
        subscriptions.add(subscription);
        if (closed) {
            subscription.close();
        }
        return () -> {
            subscriptions.remove(subscription);
            subscription.close();
        };
    }

    private void deliverAll() {
        for (var next = inbox.take(); next != null; next = inbox.take()) {
            try {
                next.subscription().hear(next);
            } catch (Throwable e) { // one handler's mistake must not deafen the whole connection
                onFailure(next.subject(), e);
            }
        }
    }

    private void onFailure(String subject, Throwable cause) {
        LOG.atError()
                .addKeyValue("connection", name)
                .addKeyValue("subject", subject)
                .addKeyValue("failures", handlerFailures.incrementAndGet())
                .setCause(cause)
                .log("handler failed, message lost to it");
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("bus connection " + name + " is closed");
        }
    }

    /**
     * Where a connection stands, and what it may do there.
     *
     * @param tier its own tier
     * @param border what leaves the tier
     * @param streams durable messages of all tiers
     * @param permissions what its role may say and hear
     */
    record Post(Tier tier, Border border, DurableStreams streams, Permissions permissions) {}
}
