package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Bus.DurableHandler;
import dev.tankfleet.bus.Bus.DurableMessage;
import dev.tankfleet.bus.memory.DurableStreams.Taken;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * One durable subscription and its thread, on which the handler runs and may block. Every thread
 * may close it.
 */
final class DurableConsumer implements Bus.Subscription {
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final DurableStreams streams;
    private final DurablePlace place;
    private final Duration retryAfter;
    private final DurableHandler handler;
    private final BiConsumer<String, Throwable> onFailure;
    private final Set<DurableConsumer> consumers;
    private final Thread thread;

    // Written by whoever closes.
    private volatile boolean stopped;

    private DurableConsumer(
            DurableStreams streams,
            DurablePlace place,
            Duration retryAfter,
            DurableHandler handler,
            BiConsumer<String, Throwable> onFailure,
            Set<DurableConsumer> consumers) {
        this.streams = streams;
        this.place = place;
        this.retryAfter = retryAfter;
        this.handler = handler;
        this.onFailure = onFailure;
        this.consumers = consumers;
        this.thread = Thread.ofPlatform().daemon().name("bus-" + place).unstarted(this::handleAll);
    }

    /** Starts to consume, and stays among the connection's consumers until it is closed. */
    static DurableConsumer start(
            DurableStreams streams,
            DurablePlace place,
            Duration retryAfter,
            DurableHandler handler,
            BiConsumer<String, Throwable> onFailure,
            Set<DurableConsumer> consumers) {
        var consumer =
                new DurableConsumer(streams, place, retryAfter, handler, onFailure, consumers);
        consumers.add(consumer);
        consumer.thread.start();
        return consumer;
    }

    /** Lets the thread go, without waiting for it. */
    void stop() {
        stopped = true;
        streams.wake();
    }

    @Override
    public void close() {
        stop();
        consumers.remove(this);
        MemoryBus.join(thread, CLOSE_WAIT_MAX);
    }

    private void handleAll() {
        for (var next = take(); next != null; next = take()) {
            try {
                handler.onMessage(new Handed(streams, next));
            } catch (Throwable e) { // not acknowledged, so it comes again; the thread must live for
                // that
                onFailure.accept(next.subject(), e);
            }
        }
    }

    private @Nullable Taken take() {
        return streams.take(place, retryAfter, () -> stopped);
    }

    /** A message as the handler sees it. */
    private record Handed(DurableStreams streams, Taken taken) implements DurableMessage {
        @Override
        public String subject() {
            return taken.subject();
        }

        @Override
        public byte[] body() {
            return taken.body();
        }

        @Override
        public String messageId() {
            return taken.messageId();
        }

        @Override
        public int delivery() {
            return taken.delivery();
        }

        @Override
        public void acknowledge() {
            streams.acknowledge(taken);
        }
    }
}
