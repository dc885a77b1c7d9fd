package dev.tankfleet.gateway.pump;

import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.binary.InputWriter;

import java.util.function.LongSupplier;

/**
 * Sends the waiting inputs of each match as one batch, at most one batch per match and {@link
 * #WINDOW_NS}. A duty cycle: the pump's thread repeats {@link #runOnce} and waits for its signal
 * while nothing is due; the connections' loops only {@link Seat#putInput}.
 *
 * <p>The first input after a quiet window goes at once, so a lone player waits for nothing. A match
 * whose players say nothing gets an empty batch every {@link #SIGN_OF_LIFE_NS}: its owner tells by
 * them that this gateway is still there.
 */
public final class InputPump implements Runnable {
    /** Shortest time between two batches of one match. */
    public static final long WINDOW_NS = 4_000_000;

    /** Longest time between two batches of one match with a seat. */
    public static final long SIGN_OF_LIFE_NS = 2_000_000_000;

    /** {@link #runOnce} found no match with a seat. */
    static final long IDLE = Long.MAX_VALUE;

    private final Matches matches;
    private final GatewayLink link;
    private final PumpCounts counts;
    private final LongSupplier clock;
    private final InputSignal signal;

    // Owned by the pump's thread.
    private final InputWriter batch;

    private volatile boolean isStopped;

    /**
     * A pump that has not started; its thread calls {@link #run}.
     *
     * @param gatewayId id under which the inputs are sent
     * @param clock nanoseconds, monotonic
     */
    public InputPump(
            String gatewayId,
            Matches matches,
            GatewayLink link,
            PumpCounts counts,
            LongSupplier clock) {
        this.matches = matches;
        this.link = link;
        this.counts = counts;
        this.clock = clock;
        this.signal = matches.signal();
        this.batch = new InputWriter(gatewayId, Matches.SEATS_PER_MATCH_MAX * Seat.ENTRIES_MAX);
    }

    @Override
    public void run() {
        while (!isStopped) {
            signal.await(runOnce(clock.getAsLong()));
        }
    }

    /**
     * Sends every batch that is due.
     *
     * @return time until the next one is, or {@link #IDLE}
     */
    long runOnce(long nowNs) {
        long waitNs = IDLE;
        for (var match : matches.seated()) {
            long wait = match.waitNs(nowNs);
            if (wait <= 0) {
                send(match, nowNs);
                wait = match.waitNs(nowNs);
            }
            waitNs = Math.min(waitNs, wait);
        }
        return waitNs;
    }

    /** Ends {@link #run}; every thread may call it. */
    public void stop() {
        isStopped = true;
        signal.raise();
    }

    private void send(MatchPump match, long nowNs) {
        int inputs = match.gather(batch, nowNs);
        link.sendInputs(match.matchId(), batch.buffer(), batch.length());
        counts.batches.increment();
        counts.inputs.add(inputs);
    }
}
