package dev.tankfleet.gateway.pump;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.proto.binary.InputWriter;

import org.jspecify.annotations.Nullable;

/**
 * What one connection has waiting in both directions: its newest input, its newest state, and the
 * control frame that ends it. Shared by the connection's loop, the pump's thread and the link's
 * delivery thread; every field is behind its own lock, which is held for a few copies only.
 *
 * <p>States count from {@link #open}; what comes earlier has overtaken the answer to the join and
 * is dropped. A control frame is kept even then.
 */
public final class Seat {
    /** {@link #take} found nothing that may be sent now. */
    public static final int NOTHING = 0;

    /** {@link #take} found a state. */
    public static final int STATE = 1;

    /** {@link #take} found the last frame of this connection. */
    public static final int CONTROL = 2;

    /** Inputs that one seat adds to a batch: the newest, and before it a trigger let go again. */
    static final int ENTRIES_MAX = 2;

    private static final int NOT_PULLED = -1;

    private final MatchPump match;
    private final int slot;
    private final SeatListener listener;
    private final Object inputLock = new Object();
    private final Object frameLock = new Object();

    @GuardedBy("inputLock")
    private boolean hasInput;

    @GuardedBy("inputLock")
    private int seq;

    @GuardedBy("inputLock")
    private int throttle;

    @GuardedBy("inputLock")
    private int turn;

    @GuardedBy("inputLock")
    private int aim;

    @GuardedBy("inputLock")
    private boolean fire;

    @GuardedBy("inputLock")
    private int ability;

    /** The waiting input that pulled the trigger; {@link #NOT_PULLED} if none did. */
    @GuardedBy("inputLock")
    private int pulledSeq = NOT_PULLED;

    @GuardedBy("frameLock")
    private boolean isOpen;

    @GuardedBy("frameLock")
    private boolean isToldOf;

    @GuardedBy("frameLock")
    private byte @Nullable [] state;

    @GuardedBy("frameLock")
    private int stateAt;

    @GuardedBy("frameLock")
    private int stateLength;

    @GuardedBy("frameLock")
    private int stateTick;

    @GuardedBy("frameLock")
    private byte @Nullable [] control;

    @GuardedBy("frameLock")
    private int controlAt;

    @GuardedBy("frameLock")
    private int controlLength;

    @GuardedBy("frameLock")
    private int controlTick;

    @GuardedBy("frameLock")
    private int controlCode;

    Seat(MatchPump match, int slot, SeatListener listener) {
        this.match = match;
        this.slot = slot;
        this.listener = listener;
    }

    /** The match of this seat. */
    public MatchPump match() {
        return match;
    }

    /** This gateway's number for the connection, 0 … 65,535. */
    public int slot() {
        return slot;
    }

    /**
     * From now on states are kept. Called by the connection's loop, right before it sends AUTH_OK.
     */
    public void open() {
        synchronized (frameLock) {
            isOpen = true;
        }
    }

    /**
     * Leaves an input to be sent. It replaces one that still waits; a trigger that was pulled
     * meanwhile is told before it, so that the shot is not lost and yet not held. Called by the
     * connection's loop.
     */
    public void putInput(int seq, int throttle, int turn, int aim, boolean fire, int ability) {
        synchronized (inputLock) {
            if (fire) {
                pulledSeq = seq;
            }
            this.fire = fire;
            this.ability = ability;
            this.seq = seq;
            this.throttle = throttle;
            this.turn = turn;
            this.aim = aim;
            hasInput = true;
        }
        match.markInput();
    }

    /**
     * Moves what waits into a batch, which has room for {@link #ENTRIES_MAX}; the number of inputs.
     * Called by the pump's thread.
     */
    int takeInput(InputWriter batch) {
        synchronized (inputLock) {
            if (!hasInput) {
                return 0;
            }
            int taken = 0;
            if (pulledSeq != NOT_PULLED && !fire) {
                taken += add(batch, pulledSeq, true);
            }
            taken += add(batch, seq, fire);
            pulledSeq = NOT_PULLED;
            hasInput = false;
            return taken;
        }
    }

    /**
     * Leaves a state to be taken. Called by the delivery thread.
     *
     * @return one of {@link StatePump}'s outcomes
     */
    int putState(byte[] body, int at, int length, int tick) {
        boolean isFirst;
        boolean mustTell;
        synchronized (frameLock) {
            if (!isOpen || control != null) {
                return StatePump.EARLY;
            }
            isFirst = state == null;
            state = body;
            stateAt = at;
            stateLength = length;
            stateTick = tick;
            mustTell = !isToldOf;
            isToldOf = true;
        }
        if (mustTell) {
            listener.onFrameWaiting();
        }
        return isFirst ? StatePump.LEFT : StatePump.REPLACED;
    }

    /**
     * Leaves the frame that ends the connection; the first one counts. Called by the delivery
     * thread.
     */
    void putControl(byte[] body, int at, int length, int tick, int closeCode) {
        boolean mustTell;
        synchronized (frameLock) {
            if (control != null) {
                return;
            }
            control = body;
            controlAt = at;
            controlLength = length;
            controlTick = tick;
            controlCode = closeCode;
            mustTell = !isToldOf;
            isToldOf = true;
        }
        if (mustTell) {
            listener.onFrameWaiting();
        }
    }

    /**
     * Takes what is to be sent next. Called by the connection's loop.
     *
     * @param mayState whether the client has taken all that was sent before; if not, a state waits
     *     and may be replaced, while a control frame goes out behind what is unsent
     * @return {@link #NOTHING}, {@link #STATE} or {@link #CONTROL}
     */
    public int take(FrameView view, boolean mayState) {
        synchronized (frameLock) {
            isToldOf = false;
            var waitingState = state;
            if (mayState && waitingState != null) {
                view.point(waitingState, stateAt, stateLength, stateTick, 0);
                state = null;
                return STATE;
            }
            var waitingControl = control;
            if (waitingControl == null) {
                return NOTHING;
            }
            view.point(waitingControl, controlAt, controlLength, controlTick, controlCode);
            state = null;
            return CONTROL;
        }
    }

    @GuardedBy("inputLock")
    private int add(InputWriter batch, int inputSeq, boolean isPulled) {
        return batch.add(slot, inputSeq, throttle, turn, aim, isPulled, ability) ? 1 : 0;
    }
}
