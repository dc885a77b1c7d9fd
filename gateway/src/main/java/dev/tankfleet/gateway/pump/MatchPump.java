package dev.tankfleet.gateway.pump;

import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.binary.StateReader;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;

/**
 * One match as this gateway sees it: its seats, its epoch, and when it was last heard. The seats
 * are an immutable table that {@link Matches} replaces under its lock; the delivery thread, the
 * pump's thread and the loops read it.
 */
public final class MatchPump {
    private static final Seat[] NO_SEATS = {};

    private final String matchId;
    private final InputSignal signal;

    private volatile Seat[] seats = NO_SEATS;
    private volatile int epoch;
    private volatile int tick;
    private volatile long heardNs;
    private volatile boolean hasInput;

    // Owned by the pump's thread.
    private long sentNs;

    // Owned by Matches, under its lock.
    private final BitSet unusedSlots = new BitSet();
    private int slotNext;
    private long emptyNs;

    MatchPump(String matchId, InputSignal signal, long nowNs) {
        this.matchId = matchId;
        this.signal = signal;
        this.heardNs = nowNs;
        this.sentNs = nowNs - InputPump.WINDOW_NS;
    }

    /** Id of the match. */
    public String matchId() {
        return matchId;
    }

    /** Highest epoch that was heard of. */
    public int epoch() {
        return epoch;
    }

    /** Tick of the newest body. */
    public int tick() {
        return tick;
    }

    /** When the owner was last heard, on the gateway's clock. */
    public long heardNs() {
        return heardNs;
    }

    /** The owner answered: from now on lower epochs are not heard. Every thread may call it. */
    public synchronized void onJoined(int epoch, int tick, long nowNs) {
        if (epoch >= this.epoch) {
            this.tick = epoch > this.epoch ? tick : Math.max(tick, this.tick);
            this.epoch = epoch;
            heardNs = nowNs;
        }
    }

    /**
     * Hands the frames of one body to the seats. Called by the delivery thread.
     *
     * @param reader stands at the start of {@code body}
     */
    void onFrames(StateReader reader, byte[] body, PumpCounts counts, long nowNs) {
        if (!isCurrent(reader.epoch(), reader.tick(), nowNs)) {
            counts.oldEpoch.increment();
            return;
        }
        var table = seats;
        while (reader.next()) {
            for (int i = 0; i < reader.slotCount(); i++) {
                var seat = find(table, reader.slot(i));
                if (seat == null) {
                    counts.unknownSlots.increment();
                } else {
                    onFrame(seat, reader, body, counts);
                }
            }
        }
        if (reader.isMalformed()) {
            counts.malformed.increment();
        }
    }

    /**
     * Gathers what waits into one batch; the number of inputs in it. Called by the pump's thread.
     */
    int gather(InputWriter batch, long nowNs) {
        // Lowered first: an input that comes during the walk raises it again.
        hasInput = false;
        sentNs = nowNs;
        batch.begin(epoch, tick);
        int gathered = 0;
        for (var seat : seats) {
            gathered += seat.takeInput(batch);
        }
        return gathered;
    }

    /** Time until the next batch is due. Called by the pump's thread. */
    long waitNs(long nowNs) {
        long pauseNs = hasInput ? InputPump.WINDOW_NS : InputPump.SIGN_OF_LIFE_NS;
        return sentNs + pauseNs - nowNs;
    }

    void markInput() {
        if (!hasInput) {
            hasInput = true;
            signal.raise();
        }
    }

    // The rest is called by Matches, under its lock.

    boolean hasSlot() {
        return !unusedSlots.isEmpty() || slotNext <= Join.SLOT_MAX;
    }

    int takeSlot() {
        int unused = unusedSlots.nextSetBit(0);
        if (unused < 0) {
            return slotNext++;
        }
        unusedSlots.clear(unused);
        return unused;
    }

    /** Nobody ever sat under this number: it may be taken again. */
    void giveBackSlot(int slot) {
        unusedSlots.set(slot);
    }

    void add(Seat seat) {
        var more = Arrays.copyOf(seats, seats.length + 1);
        int at = seats.length;
        // A number that was given back is lower than those behind it.
        while (at > 0 && more[at - 1].slot() > seat.slot()) {
            more[at] = more[at - 1];
            at--;
        }
        more[at] = seat;
        seats = more;
    }

    boolean remove(Seat seat, long nowNs) {
        var table = seats;
        int at = 0;
        while (at < table.length && table[at] != seat) {
            at++;
        }
        if (at == table.length) {
            return false;
        }
        var fewer = Arrays.copyOf(table, table.length - 1);
        System.arraycopy(table, at + 1, fewer, at, fewer.length - at);
        seats = fewer;
        emptyNs = nowNs;
        return true;
    }

    int seatCount() {
        return seats.length;
    }

    long emptyNs() {
        return emptyNs;
    }

    private static void onFrame(Seat seat, StateReader reader, byte[] body, PumpCounts counts) {
        int at = reader.payloadAt();
        int length = reader.payloadLength();
        switch (reader.type()) {
            case FrameType.STATE -> counts.onState(seat.putState(body, at, length, reader.tick()));
            case FrameType.END ->
                    seat.putControl(
                            body, at, length, reader.tick(), CloseCode.MATCH_ENDED.number());
            case FrameType.KICK ->
                    seat.putControl(body, at, length, reader.tick(), reader.closeCode());
            default -> throw new IllegalStateException("the reader lets no other type through");
        }
    }

    private synchronized boolean isCurrent(int bodyEpoch, int bodyTick, long nowNs) {
        if (bodyEpoch < epoch) {
            return false;
        }
        epoch = bodyEpoch;
        tick = bodyTick;
        heardNs = nowNs;
        return true;
    }

    /** The table is sorted by slot. */
    private static @Nullable Seat find(Seat[] table, int slot) {
        int low = 0;
        int high = table.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = table[middle].slot();
            if (found == slot) {
                return table[middle];
            }
            if (found < slot) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }
}
