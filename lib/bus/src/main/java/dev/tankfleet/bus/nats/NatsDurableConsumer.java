package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Bus.DurableHandler;
import dev.tankfleet.bus.Bus.DurableMessage;
import dev.tankfleet.bus.Subject;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * One durable subscription of the centre and its thread, on which the handler runs and may block.
 * Every thread may close it.
 *
 * <p>It asks each region's stream for one message at a time, so that no region keeps another
 * waiting and replicas share what is there. A message that the handler leaves is given back with
 * the wish to have it again later; one whose holder dies comes back by the stream's own clock.
 */
final class NatsDurableConsumer implements Bus.Subscription {
    /** How long a stream keeps a question that it has no message for. */
    private static final Duration ASK_MAX = Duration.ofSeconds(1);

    /** A question or its end may be lost with a link. */
    private static final Duration ASK_AGAIN_AFTER = ASK_MAX.plusSeconds(2);

    /** After the answer that there is no such region now. */
    private static final Duration ABSENT_WAIT = Duration.ofMillis(500);

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);
    private static final byte[] ASK =
            ("{\"batch\":1,\"expires\":" + ASK_MAX.toNanos() + "}")
                    .getBytes(StandardCharsets.UTF_8);

    private static final Logger LOG = LoggerFactory.getLogger(NatsDurableConsumer.class);

    private final Connection connection;
    private final Order order;
    private final DurableHandler handler;
    private final BiConsumer<String, Throwable> onFailure;
    private final Set<NatsDurableConsumer> consumers;
    private final String inbox;
    private final Subscription answers;
    private final Thread thread;

    // Owned by the thread.
    private final List<RegionTurn> turns = new ArrayList<>();

    // Written by whoever closes.
    private volatile boolean stopped;

    private NatsDurableConsumer(
            Connection connection,
            Order order,
            DurableHandler handler,
            BiConsumer<String, Throwable> onFailure,
            Set<NatsDurableConsumer> consumers) {
        this.connection = connection;
        this.order = order;
        this.handler = handler;
        this.onFailure = onFailure;
        this.consumers = consumers;
        this.inbox = connection.createInbox();
        this.answers = connection.subscribe(inbox + ".*");
        for (var region : order.regions()) {
            turns.add(new RegionTurn(region));
        }
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("bus-consumer-" + order.consumer())
                        .unstarted(this::run);
    }

    /** Starts to consume, and stays among the connection's consumers until it is closed. */
    static NatsDurableConsumer start(
            Connection connection,
            Order order,
            DurableHandler handler,
            BiConsumer<String, Throwable> onFailure,
            Set<NatsDurableConsumer> consumers) {
        var consumer = new NatsDurableConsumer(connection, order, handler, onFailure, consumers);
        consumers.add(consumer);
        consumer.thread.start();
        return consumer;
    }

    /**
     * Lets the thread go, without waiting for it. No handler is interrupted: what it is at may be
     * finished and acknowledged.
     */
    void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stop();
        consumers.remove(this);
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        try {
            if (!thread.join(CLOSE_WAIT_MAX)) {
                LOG.atWarn()
                        .addKeyValue("consumer", order.consumer())
                        .log("durable handler still runs after close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                askAll();
                var answer = answers.nextMessage(nextAskIn());
                if (answer != null) {
                    onAnswer(answer);
                }
            } catch (InterruptedException e) {
                LOG.atDebug().log("a handler's leftover: the messages behind want to be handled");
            } catch (IllegalStateException e) {
                awaitReturn(e);
            }
        }
        awaitLastAnswers();
    }

    /**
     * A stream that still has a question of ours would give its next message to nobody, and keep it
     * from all others for a while.
     */
    private void awaitLastAnswers() {
        long untilNs = System.nanoTime() + ASK_AGAIN_AFTER.toNanos();
        try {
            while (isAnyAsked() && System.nanoTime() < untilNs) {
                var answer = answers.nextMessage(ASK_MAX);
                if (answer != null) {
                    turnOf(answer).isAsked = false;
                    if (!answer.isStatusMessage()) {
                        giveBack(answer, Duration.ZERO);
                    }
                }
            }
            answers.unsubscribe();
        } catch (InterruptedException | IllegalStateException e) {
            LOG.atDebug().setCause(e).log("the bus is away, the stream gives it again by itself");
        }
    }

    private boolean isAnyAsked() {
        for (var turn : turns) {
            if (turn.isAsked) {
                return true;
            }
        }
        return false;
    }

    private void askAll() {
        long nowNs = System.nanoTime();
        for (int i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            if (turn.askAtNs - nowNs <= 0) {
                if (turn.isAsked) {
                    noteAbsent(turn, "no answer at all");
                }
                turn.askAtNs = nowNs + ASK_AGAIN_AFTER.toNanos();
                connection.publish(
                        NatsNames.next(turn.region, order.consumer()), inbox + "." + i, ASK);
                turn.isAsked = true;
            }
        }
    }

    private Duration nextAskIn() {
        long nowNs = System.nanoTime();
        long least = ASK_MAX.toNanos();
        for (var turn : turns) {
            least = Math.min(least, turn.askAtNs - nowNs);
        }
        return Duration.ofNanos(Math.max(1, least));
    }

    private void onAnswer(Message answer) {
        var turn = turnOf(answer);
        turn.isAsked = false;
        if (answer.isStatusMessage()) {
            onStatus(turn, answer);
            return;
        }
        // Asked before the handler ran, the next one would wait here and not at another replica.
        long startNs = System.nanoTime();
        try {
            handle(turn, answer);
        } finally {
            long nowNs = System.nanoTime();
            turn.askAtNs = nowNs;
            waitOn(nowNs - startNs);
        }
    }

    /** The answers of other streams may lie here unread: that is no reason to ask again. */
    private void waitOn(long handledNs) {
        for (var other : turns) {
            if (other.isAsked) {
                other.askAtNs += handledNs;
            }
        }
    }

    private static void onStatus(RegionTurn turn, Message answer) {
        // Nothing came while the stream kept the question; anything else is no answer of a stream.
        boolean isOver = answer.getStatus().getCode() == 408 || answer.getStatus().getCode() == 404;
        turn.askAtNs = System.nanoTime() + (isOver ? 0 : ABSENT_WAIT.toNanos());
        if (isOver) {
            notePresent(turn);
        } else {
            noteAbsent(turn, answer.getStatus().getMessageWithCode());
        }
    }

    private static void noteAbsent(RegionTurn turn, String cause) {
        if (!turn.isAbsent) {
            turn.isAbsent = true;
            LOG.atWarn()
                    .addKeyValue("region", turn.region)
                    .addKeyValue("cause", cause)
                    .log("a region's stream does not answer, its results wait there");
        }
    }

    private static void notePresent(RegionTurn turn) {
        if (turn.isAbsent) {
            turn.isAbsent = false;
            LOG.atInfo().addKeyValue("region", turn.region).log("a region's stream answers again");
        }
    }

    private void handle(RegionTurn turn, Message message) {
        notePresent(turn);
        var subject = NatsNames.inCentre(turn.region, message.getSubject());
        if (!Subject.covers(order.pattern(), subject)) {
            // Somebody else's business; it stays in the stream for them.
            message.nakWithDelay(order.retryAfter());
            return;
        }
        var headers = message.getHeaders();
        var messageId = headers == null ? null : headers.getFirst(NatsNames.MESSAGE_ID_HEADER);
        if (messageId == null) {
            message.term();
            LOG.atWarn()
                    .addKeyValue("subject", subject)
                    .log("a durable message without an id is nothing of ours, dropped");
            return;
        }
        var handed = new Handed(message, subject, messageId, new AtomicBoolean());
        try {
            handler.onMessage(handed);
        } catch (Throwable e) { // not acknowledged, so it comes again, and the thread must live
            onFailure.accept(subject, e);
        }
        if (!handed.isAcknowledged().get()) {
            giveBack(message, stopped ? Duration.ZERO : order.retryAfter());
        }
    }

    private static void giveBack(Message message, Duration again) {
        try {
            if (again.isZero()) {
                message.nak();
            } else {
                message.nakWithDelay(again);
            }
        } catch (IllegalStateException e) {
            LOG.atDebug().setCause(e).log("the stream gives it again by itself");
        }
    }

    /** The server is away, or we were closed meanwhile. */
    private void awaitReturn(IllegalStateException cause) {
        if (!stopped) {
            LOG.atDebug().setCause(cause).log("the bus is away, results wait in their streams");
            LockSupport.parkNanos(ABSENT_WAIT.toNanos());
        }
    }

    /** A status comes on the inbox of its question, a message under the name of its stream. */
    private RegionTurn turnOf(Message answer) {
        if (answer.isStatusMessage()) {
            var subject = answer.getSubject();
            return turns.get(Integer.parseInt(subject, inbox.length() + 1, subject.length(), 10));
        }
        var stream = answer.metaData().getStream();
        for (var turn : turns) {
            if (NatsNames.stream(turn.region).equals(stream)) {
                return turn;
            }
        }
        throw new IllegalStateException("message of the stream " + stream + ", which nobody asked");
    }

    /**
     * What is asked for.
     *
     * @param pattern durable messages as the centre sees them
     * @param consumer name under which each region's stream keeps the place
     * @param regions regions that are asked
     * @param retryAfter time until a message comes again
     */
    record Order(String pattern, String consumer, List<String> regions, Duration retryAfter) {}

    /** A region and when to ask it next. Owned by the consumer's thread. */
    private static final class RegionTurn {
        private final String region;
        private long askAtNs = System.nanoTime();
        private boolean isAbsent;
        private boolean isAsked;

        private RegionTurn(String region) {
            this.region = region;
        }
    }

    /** A message as the handler sees it. */
    private record Handed(
            Message message, String subject, String messageId, AtomicBoolean isAcknowledged)
            implements DurableMessage {
        @Override
        public byte[] body() {
            return message.getData();
        }

        @Override
        public int delivery() {
            return (int) message.metaData().deliveredCount();
        }

        @Override
        public void acknowledge() {
            if (isAcknowledged.compareAndSet(false, true)) {
                message.ack();
            }
        }
    }
}
