package dev.tankfleet.gateway.wire;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Gives the sockets of one event loop their pulse, all by one timer: a timer for each was most of
 * what idle sockets cost. Owned by the event loop.
 */
final class Pulses {
    private static final long PERIOD_MS = 250;

    private static final FastThreadLocal<Pulses> OF_LOOP =
            new FastThreadLocal<>() {
                @Override
                protected Pulses initialValue() {
                    return new Pulses();
                }
            };

    // Owned by the event loop.
    private final ArrayList<SocketFrames> sockets = new ArrayList<>();
    private @Nullable ScheduledFuture<?> timer;

    private Pulses() {}

    /** Those of the event loop that asks. */
    static Pulses ofThisLoop() {
        return OF_LOOP.get();
    }

    /** From now on the socket gets a pulse. */
    void add(SocketFrames socket, EventExecutor loop) {
        socket.putPulsePlace(sockets.size());
        sockets.add(socket);
        if (timer == null) {
            timer =
                    loop.scheduleWithFixedDelay(
                            this::beat, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** No more; the last one takes its place. */
    void remove(SocketFrames socket) {
        var last = sockets.removeLast();
        if (last != socket) {
            sockets.set(socket.pulsePlace(), last);
            last.putPulsePlace(socket.pulsePlace());
        }
        if (sockets.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** From the end, so that a socket that leaves meanwhile takes no other's turn. */
    private void beat() {
        for (int i = sockets.size() - 1; i >= 0; i--) {
            if (i < sockets.size()) {
                sockets.get(i).onPulse();
            }
        }
    }
}
