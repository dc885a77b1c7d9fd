package dev.tankfleet.matchmaker.server;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.status.SeatEnded;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Brings {@code server.status} into the table. Runs on the bus's delivery thread and hands on what
 * would wait. A status that breaks a rule is counted and dropped; the server itself is not
 * punished.
 */
public final class StatusFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusFeed.class);
    private static final long AHEAD_MAX_MS = Duration.ofSeconds(30).toMillis();
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final ServerTable table;
    private final BiConsumer<String, List<SeatEnded>> seatsEnded;
    private final ServerMeters meters;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final Bus.Subscription subscription;

    private StatusFeed(
            Bus bus,
            ServerTable table,
            BiConsumer<String, List<SeatEnded>> seatsEnded,
            ServerMeters meters,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.table = table;
        this.seatsEnded = seatsEnded;
        this.meters = meters;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.subscription =
                bus.subscribe(Subjects.ofEveryRegion(Subjects.SERVER_STATUS), this::onMessage);
    }

    /**
     * Listens to all regions and asks every server to speak at once.
     *
     * @param seatsEnded hears of a region and its seats that are no more; must not block
     */
    public static StatusFeed start(
            Bus bus,
            ServerTable table,
            BiConsumer<String, List<SeatEnded>> seatsEnded,
            ServerMeters meters,
            InstantSource clock,
            LongSupplier nanoClock) {
        var feed = new StatusFeed(bus, table, seatsEnded, meters, clock, nanoClock);
        bus.publish(Subjects.SERVER_STATUS_POLL, NOTHING);
        return feed;
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void onMessage(Bus.Message message) {
        ServerStatus status;
        try {
            status = ServerStatus.read(message.body());
        } catch (MalformedBody e) {
            LOG.atDebug().addKeyValue("cause", e.getMessage()).log("Status dropped");
            meters.dropped(ServerMeters.Drop.MALFORMED);
            return;
        }
        if (!status.region().equals(Subjects.regionOf(message.subject()))) {
            meters.dropped(ServerMeters.Drop.WRONG_REGION);
            return;
        }
        if (status.sentAtMs() != null && status.sentAtMs() > clock.millis() + AHEAD_MAX_MS) {
            meters.dropped(ServerMeters.Drop.FROM_THE_FUTURE);
            return;
        }
        if (!table.onStatus(status, nanoClock.getAsLong())) {
            meters.dropped(ServerMeters.Drop.OLD);
            return;
        }
        if (!status.seatsEnded().isEmpty()) {
            seatsEnded.accept(status.region(), status.seatsEnded());
        }
    }
}
