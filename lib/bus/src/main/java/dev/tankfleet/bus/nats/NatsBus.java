package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Bounds;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Permissions;
import dev.tankfleet.bus.Role;
import dev.tankfleet.proto.subject.Id;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.PublishOptions;
import io.nats.client.impl.NatsMessage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection to a NATS server. Every thread may call it; its handlers run on its one dispatcher
 * thread.
 *
 * <p>While the server is away nothing is kept: what is said is lost and counted, a request times
 * out at once, a durable send is unknown. It comes back by itself, with all its subscriptions.
 */
public final class NatsBus implements Bus {
    /** Messages that wait for the dispatcher. */
    static final int WAITING_MESSAGES_MAX = 16_384;

    /** Bytes that wait for the dispatcher. */
    static final long WAITING_BYTES_MAX = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(NatsBus.class);

    private final String name;
    private final Connection connection;
    private final Permissions permissions;
    private final NatsConfig config;
    private final NatsWatch watch;
    private final Dispatcher dispatcher;
    private final AtomicLong handlerFailures = new AtomicLong();
    private final Set<NatsSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Set<NatsDurableConsumer> consumers = ConcurrentHashMap.newKeySet();

    // Written by the dispatcher's thread when it first delivers.
    private volatile @Nullable Thread deliveryThread;

    // Written by whoever closes.
    private volatile boolean closed;

    private NatsBus(
            String name,
            Connection connection,
            Permissions permissions,
            NatsConfig config,
            NatsWatch watch) {
        this.name = name;
        this.connection = connection;
        this.permissions = permissions;
        this.config = config;
        this.watch = watch;
        this.dispatcher = connection.createDispatcher();
        dispatcher.setPendingLimits(WAITING_MESSAGES_MAX, WAITING_BYTES_MAX);
    }

    /**
     * Connects, and tries again until {@code config.startMax} is over.
     *
     * @param lawbook what the connection checks itself by; the server has the same law
     * @param role whose part it plays
     * @param selfId id of the process, by the rule of {@code Id}
     * @throws BusUnavailable if no server lets it in
     */
    public static NatsBus connect(NatsConfig config, Lawbook lawbook, Role role, String selfId) {
        var name = NatsNames.user(role, selfId);
        var watch = new NatsWatch(name);
        var options = NatsOptions.of(config, role, selfId, watch, watch);
        var connection = FirstConnection.open(options, config.startMax());
        return new NatsBus(name, connection, lawbook.permissionsOf(role, selfId), config, watch);
    }

    @Override
    public void publish(String subject, byte[] buffer, int length) {
        ensureOpen();
        Bounds.checkBody(buffer, length);
        permissions.checkSay(subject);
        send(subject, Arrays.copyOf(buffer, length));
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
        permissions.checkSay(subject);
        if (Thread.currentThread().equals(deliveryThread)) {
            throw new IllegalStateException(
                    "request on " + subject + " from the delivery thread of " + name);
        }
        try {
            var answer = connection.requestWithTimeout(subject, body.clone(), deadline);
            try {
                return new Reply.Answered(
                        answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS).getData());
            } finally {
                answer.cancel(true);
            }
        } catch (ExecutionException e) {
            return isNobodyThere(e) ? new Reply.NobodyThere() : new Reply.TimedOut();
        } catch (TimeoutException | CancellationException e) {
            return new Reply.TimedOut();
        } catch (IllegalStateException e) {
            // The server is away, so nothing was sent.
            watch.onUnsent();
            return new Reply.TimedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.TimedOut();
        }
    }

    @Override
    public Stored publishDurable(String subject, String messageId, byte[] body, Duration deadline) {
        ensureOpen();
        Bounds.checkBody(body, body.length);
        Bounds.checkDuration("deadline", deadline);
        Bounds.checkMessageId(messageId);
        permissions.checkSayDurably(subject);
        var message = NatsMessage.builder().subject(subject).data(body.clone()).build();
        var options = PublishOptions.builder().messageId(messageId).streamTimeout(deadline).build();
        try {
            var stored = connection.jetStream().publish(message, options);
            return new Stored.Kept(stored.isDuplicate());
        } catch (IOException | JetStreamApiException | IllegalStateException e) {
            LOG.atWarn()
                    .addKeyValue("connection", name)
                    .addKeyValue("subject", subject)
                    .addKeyValue("messageId", messageId)
                    .addKeyValue("cause", e.getMessage())
                    .log("durable message not stored");
            return new Stored.Unknown();
        }
    }

    @Override
    public Subscription consumeDurable(
            String pattern, String consumer, Duration retryAfter, DurableHandler handler) {
        ensureOpen();
        Bounds.checkDuration("retryAfter", retryAfter);
        Id.check("consumer", consumer);
        permissions.checkTakeDurably(pattern, consumer);
        var started =
                NatsDurableConsumer.start(
                        connection,
                        new NatsDurableConsumer.Order(
                                pattern, consumer, config.regions(), retryAfter),
                        handler,
                        this::onFailure,
                        consumers);
        if (closed) {
            started.close();
        }
        return started;
    }

    @Override
    public boolean flush(Duration deadline) {
        ensureOpen();
        Bounds.checkDuration("deadline", deadline);
        try {
            connection.flush(deadline);
            return true;
        } catch (TimeoutException | IllegalStateException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public long droppedMessages() {
        return dispatcher.getDroppedCount();
    }

    @Override
    public long unsentMessages() {
        return watch.unsent();
    }

    @Override
    public long handlerFailures() {
        return handlerFailures.get();
    }

    @Override
    public boolean isConnected() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    @Override
    public void close() {
        closed = true;
        consumers.forEach(NatsDurableConsumer::stop);
        new ArrayList<>(consumers).forEach(NatsDurableConsumer::close);
        subscriptions.forEach(NatsSubscription::stop);
        subscriptions.clear();
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what nobody waits for; what cannot go now is lost and counted. */
    void send(String subject, byte[] body) {
        try {
            connection.publish(subject, body);
        } catch (IllegalStateException e) {
            // The server is away and nothing is kept for its return, or we have just closed.
            watch.onUnsent();
        }
    }

    private Subscription listen(String pattern, @Nullable String queue, MessageHandler handler) {
        ensureOpen();
        permissions.checkHear(pattern);
        var subscription = new NatsSubscription(this, handler);
        var listening =
                queue == null
                        ? dispatcher.subscribe(pattern, subscription::onMessage)
                        : dispatcher.subscribe(pattern, queue, subscription::onMessage);
        subscriptions.add(subscription);
        return () -> {
            subscription.stop();
            // A closed connection has no subscriptions to end any more.
            if (subscriptions.remove(subscription) && !closed) {
                dispatcher.unsubscribe(listening);
            }
        };
    }

    /** Called by the dispatcher's thread before each message. */
    void onDelivery() {
        if (deliveryThread == null) {
            deliveryThread = Thread.currentThread();
        }
    }

    void onFailure(String subject, Throwable cause) {
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

    private static boolean isNobodyThere(ExecutionException e) {
        return e.getCause() instanceof JetStreamStatusException status
                && status.getStatus().isNoResponders();
    }
}
