package dev.tankfleet.gameserver.status;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.proto.status.SeatEnded;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Publishes the status. A duty cycle with a thread of its own; what other threads say is guarded by
 * a lock, and composing and sending happen outside of it.
 */
public final class StatusDesk {
    private static final Logger LOG = LoggerFactory.getLogger(StatusDesk.class);

    /**
     * Ended seats that wait for a status; the oldest give way, since the result of their match ends
     * them too.
     */
    private static final int SEATS_ENDED_MAX = 4_096;

    private static final Duration POLL_JITTER_MAX = Duration.ofMillis(250);
    private static final Duration STOP_MAX = Duration.ofSeconds(1);

    private final ServerCard card;
    private final Bus bus;
    private final StatusMeters meters;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final RandomGenerator random;
    private final AtomicLong statusSeq = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final StatusSchedule schedule;

    @GuardedBy("lock")
    private final ArrayDeque<SeatEnded> seatsEnded = new ArrayDeque<>();

    @GuardedBy("lock")
    private boolean isStopped;

    // Written once by start and close.
    private volatile @Nullable Thread thread;
    private volatile Bus.@Nullable Subscription polls;

    public StatusDesk(
            ServerCard card,
            Bus bus,
            StatusMeters meters,
            InstantSource wallClock,
            LongSupplier nanoClock,
            RandomGenerator random) {
        this.card = card;
        this.bus = bus;
        this.meters = meters;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
        this.random = random;
        this.schedule = new StatusSchedule(nanoClock.getAsLong());
    }

    /** Begins to publish. */
    public void start(StatusSource source) {
        polls = bus.subscribe(Subjects.SERVER_STATUS_POLL, message -> onPoll());
        thread = Thread.ofVirtual().name("status").start(() -> run(source));
    }

    /**
     * Number that the next status to be composed has: it counts whatever was registered before this
     * call.
     */
    public long nextStatusSeq() {
        return statusSeq.get() + 1;
    }

    /** Something that the status tells has changed; any thread, does not block. */
    public void onChanged() {
        lock.lock();
        try {
            schedule.onChanged(nanoClock.getAsLong());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A seat is no more; any thread, does not block. */
    public void onSeatEnded(SeatEnded seat) {
        lock.lock();
        try {
            if (seatsEnded.size() == SEATS_ENDED_MAX) {
                seatsEnded.removeFirst();
                meters.onSeatEndedDropped();
            }
            seatsEnded.add(seat);
        } finally {
            lock.unlock();
        }
        onChanged();
    }

    /** Sends what is left to say, then stops. */
    public void close() {
        var openPolls = polls;
        if (openPolls != null) {
            openPolls.close();
        }
        lock.lock();
        try {
            isStopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(STOP_MAX)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onPoll() {
        lock.lock();
        try {
            schedule.onPolled(
                    nanoClock.getAsLong(), random.nextLong(POLL_JITTER_MAX.toNanos() + 1));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run(StatusSource source) {
        try {
            while (awaitDue()) {
                publish(source);
            }
            publish(source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a status is due; false when it is time to stop. */
    private boolean awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!isStopped) {
                long waitNs = schedule.waitNs(nanoClock.getAsLong());
                if (waitNs <= 0) {
                    schedule.onSent(nanoClock.getAsLong());
                    return true;
                }
                changed.awaitNanos(Math.min(waitNs, TimeUnit.SECONDS.toNanos(1)));
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void publish(StatusSource source) {
        long seq = statusSeq.incrementAndGet();
        var status = compose(seq, source.now(), takeSeatsEnded());
        bus.publish(Subjects.SERVER_STATUS, status.write());
        meters.onSent();
        LOG.atTrace().addKeyValue("statusSeq", seq).log("status sent");
    }

    private List<SeatEnded> takeSeatsEnded() {
        lock.lock();
        try {
            var taken = new ArrayList<SeatEnded>();
            while (!seatsEnded.isEmpty() && taken.size() < ServerStatus.SEATS_ENDED_MAX) {
                taken.add(seatsEnded.removeFirst());
            }
            if (!seatsEnded.isEmpty()) {
                schedule.onChanged(nanoClock.getAsLong());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private ServerStatus compose(long seq, StatusSource.Now now, List<SeatEnded> ended) {
        var open = now.open();
        return new ServerStatus(
                card.serverId(),
                card.region(),
                card.city(),
                card.publicIp(),
                now.players(),
                now.matches(),
                card.matchesMax(),
                card.instance(),
                seq,
                wallClock.millis(),
                card.gatewayUrl(),
                null,
                card.build(),
                card.rules(),
                card.modes(),
                card.playersMax(),
                open.size() <= ServerStatus.OPEN_MAX
                        ? open
                        : open.subList(0, ServerStatus.OPEN_MAX),
                now.others().size() <= ServerStatus.OTHERS_MAX
                        ? now.others()
                        : now.others().subList(0, ServerStatus.OTHERS_MAX),
                now.state(),
                card.node(),
                now.agonesState(),
                now.intent(),
                now.tickP99Ms(),
                ended);
    }
}
