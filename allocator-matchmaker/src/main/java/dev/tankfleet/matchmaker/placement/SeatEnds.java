package dev.tankfleet.matchmaker.placement;

import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.proto.status.SeatEnded;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Ends placements of seats that are no more. A duty cycle: the thread that delivers statuses only
 * puts seats into a bounded queue, one virtual thread drains it.
 *
 * <p>An end that is lost with a full queue costs one refusal later: the next find of that player is
 * told {@code seat_gone} by the server and begins anew.
 */
public final class SeatEnds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SeatEnds.class);
    private static final int QUEUE_MAX = 10_000;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final Duration STOP_MAX = Duration.ofSeconds(4);

    private final PlacementStore store;
    private final Counter lost;
    private final BlockingQueue<Ended> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread worker;

    private SeatEnds(PlacementStore store, MeterRegistry registry) {
        this.store = store;
        this.lost =
                Counter.builder("matchmaker.placement.ends.lost")
                        .description("Seat ends that found the queue full")
                        .register(registry);
        this.worker = Thread.ofVirtual().name("matchmaker-seat-ends").unstarted(this::drain);
    }

    /** Starts the thread. */
    public static SeatEnds start(PlacementStore store, MeterRegistry registry) {
        var ends = new SeatEnds(store, registry);
        ends.worker.start();
        return ends;
    }

    /** Takes in what a status from a region said; never blocks. */
    public void onSeatsEnded(String region, List<SeatEnded> seats) {
        for (var seat : seats) {
            if (!queue.offer(new Ended(region, seat))) {
                lost.increment();
            }
        }
    }

    /** Ends the thread; seats still in the queue are left to the next refusal. */
    @Override
    public void close() {
        worker.interrupt();
        try {
            if (!worker.join(STOP_MAX)) {
                LOG.warn("Seat ends did not stop in {}", STOP_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        try {
            while (true) {
                end(queue.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Ended ended) throws InterruptedException {
        var seat = ended.seat();
        while (true) {
            try {
                store.endSeat(ended.region(), seat.matchId(), seat.playerId());
                return;
            } catch (DatabaseAwayException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("Seat ends wait");
                Thread.sleep(RETRY_AFTER);
            } catch (RuntimeException e) {
                // One seat's end is lost, as the refusals of its server will tell; the others go
                // on.
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("matchId", seat.matchId())
                        .log("Seat end broke");
                return;
            }
        }
    }

    private record Ended(String region, SeatEnded seat) {}
}
