package dev.tankfleet.bus.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.concurrent.atomic.AtomicLong;

/** Tells what happens to one connection, and counts. Called on the library's callback thread. */
final class NatsWatch implements ErrorListener, ConnectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(NatsWatch.class);

    private final String name;
    private final AtomicLong unsent = new AtomicLong();

    // Owned by the callback thread.
    private boolean isAway;

    NatsWatch(String name) {
        this.name = name;
    }

    /** Messages that could not be sent. */
    long unsent() {
        return unsent.get();
    }

    void onUnsent() {
        unsent.incrementAndGet();
    }

    @Override
    public void connectionEvent(Connection connection, Events event, Long time, String details) {
        onEvent(event);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still, so somebody has to have it
    public void connectionEvent(Connection connection, Events event) {
        onEvent(event);
    }

    /** Every vain try to come back is an event, too; only what changes is told. */
    private void onEvent(Events event) {
        switch (event) {
            case DISCONNECTED -> {
                if (!isAway) {
                    isAway = true;
                    LOG.atWarn().addKeyValue("connection", name).log("bus is away");
                }
            }
            case CONNECTED, RECONNECTED -> {
                if (isAway) {
                    isAway = false;
                    LOG.atInfo().addKeyValue("connection", name).log("bus is back");
                }
            }
            case LAME_DUCK ->
                    LOG.atInfo().addKeyValue("connection", name).log("bus server is about to stop");
            case RESUBSCRIBED, CLOSED, DISCOVERED_SERVERS ->
                    LOG.atDebug().addKeyValue("connection", name).log("bus: {}", event);
        }
    }

    /**
     * Above all a refusal by the server's own law, which ours should have seen before. A password
     * that does not count any more is none of that: while it is rotated the next one is tried.
     */
    @Override
    public void errorOccurred(Connection connection, String error) {
        LOG.atLevel(FirstConnection.isRefused(error) ? Level.WARN : Level.ERROR)
                .addKeyValue("connection", name)
                .addKeyValue("error", error)
                .log("bus server refused");
    }

    /** The library reconnects by itself; the event above is what counts. */
    @Override
    public void exceptionOccurred(Connection connection, Exception cause) {
        LOG.atDebug().addKeyValue("connection", name).setCause(cause).log("bus exception");
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        LOG.atWarn()
                .addKeyValue("connection", name)
                .addKeyValue("dropped", consumer.getDroppedCount())
                .log("handlers are too slow, messages dropped");
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        onUnsent();
    }
}
