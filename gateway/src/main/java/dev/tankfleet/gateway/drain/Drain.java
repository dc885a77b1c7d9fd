package dev.tankfleet.gateway.drain;

import dev.tankfleet.gateway.connection.Connection;
import dev.tankfleet.gateway.connection.LiveConnections;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Ends all connections of a gateway that accepts no more. Used once, by the thread that stops it.
 */
public final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration LAST_SOCKETS_MAX = Duration.ofSeconds(1);

    private final LiveConnections live;

    /** A drain that has not begun. */
    public Drain(LiveConnections live) {
        this.live = live;
    }

    /**
     * Closes every connection with 1012, waits for the clients' goodbyes, and cuts those that do
     * not say theirs.
     *
     * @param max longest wait for the goodbyes
     */
    public void run(Duration max) {
        int drained = live.drain();
        try {
            if (!live.awaitNone(max)) {
                live.forEach(Connection::orderEnd);
                live.awaitNone(LAST_SOCKETS_MAX);
            }
        } catch (InterruptedException e) {
            live.forEach(Connection::orderEnd);
            Thread.currentThread().interrupt();
        }
        LOG.atInfo()
                .addKeyValue("connections", drained)
                .addKeyValue("left", live.count())
                .log("gateway drained");
    }
}
