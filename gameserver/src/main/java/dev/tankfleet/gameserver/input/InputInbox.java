package dev.tankfleet.gameserver.input;

import dev.tankfleet.gameserver.seat.Connections;
import dev.tankfleet.process.HotPath;
import dev.tankfleet.proto.binary.InputReader;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Batches of inputs on their way to one match. The link's delivery thread only {@link #offer}s; the
 * match's thread {@link #drain}s.
 */
@HotPath
public final class InputInbox {
    /**
     * Batches that wait; a gateway sends at most one per match and 4 ms, so this is several ticks
     * of many gateways.
     */
    public static final int BATCHES_MAX = 256;

    private final ArrayBlockingQueue<byte[]> batches = new ArrayBlockingQueue<>(BATCHES_MAX);
    private final InputReader reader = new InputReader();
    private final int epoch;
    private final Connections connections;
    private final InputSlots slots;
    private final InputMeters meters;

    /** An empty inbox for a match that is owned under {@code epoch}. */
    public InputInbox(int epoch, Connections connections, InputSlots slots, InputMeters meters) {
        this.epoch = epoch;
        this.connections = connections;
        this.slots = slots;
        this.meters = meters;
    }

    /** Puts a batch in; a full inbox drops it. Every thread may call it. */
    public void offer(byte[] batch) {
        if (!batches.offer(batch)) {
            meters.onOverflow();
        }
    }

    /**
     * Moves everything that has come into the slots. At most {@link #BATCHES_MAX} batches, so that
     * it ends.
     */
    public void drain() {
        for (int i = 0; i < BATCHES_MAX; i++) {
            byte[] batch = batches.poll();
            if (batch == null) {
                return;
            }
            read(batch);
        }
    }

    private void read(byte[] batch) {
        if (!reader.wrap(batch, batch.length)) {
            meters.onMalformed();
            return;
        }
        if (reader.epoch() != epoch) {
            meters.onOtherEpoch();
            return;
        }
        String gatewayId = reader.gatewayId();
        connections.onSignOfLife(gatewayId);
        while (reader.next()) {
            take(connections.seatAt(gatewayId, reader.slot()));
        }
        if (reader.isMalformed()) {
            meters.onMalformed();
        }
    }

    private void take(int seat) {
        if (seat == Connections.NONE) {
            meters.onStranger();
            return;
        }
        connections.onHeard(seat);
        boolean isNewer =
                slots.offer(
                        seat,
                        reader.seq(),
                        reader.throttle(),
                        reader.turn(),
                        reader.aim(),
                        reader.fire(),
                        reader.ability());
        if (!isNewer) {
            meters.onNotNewer();
        }
    }
}
