package dev.tankfleet.gameserver.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Allocated;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Asking;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Draining;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Expectation;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Ready;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Returning;
import dev.tankfleet.gameserver.lifecycle.Sidecar.Sighting;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether this server takes matches, and keeps Agones in step with it. State is guarded by one lock; questions and
 * commands come from any thread and never wait for the sidecar; {@link LifecycleLoop} alone talks to it.
 *
 * <p>Ready is asked once per return: a Ready that is still queued in the sidecar when an allocation lands takes it back. It is asked
 * again only if the cluster has not shown RequestReady for some time and still shows the old allocation.
 */
public final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final int SPENT_INTENTS_MAX = 16;

    /** Pause between tries while the sidecar does not answer. */
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LifecycleConfig config;
    private final Transitions transitions;
    private final LongSupplier nanoClock;
    private final Runnable onStanding;
    private final Consumer<DrainCause> onDraining;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private LifecycleState state;

    @GuardedBy("lock")
    private @Nullable GameServerView lastView;

    @GuardedBy("lock")
    private final ArrayDeque<String> spentIntents = new ArrayDeque<>(SPENT_INTENTS_MAX);

    @GuardedBy("lock")
    private int work;

    @GuardedBy("lock")
    private long emptySinceNs;

    @GuardedBy("lock")
    private long lookAtNs;

    @GuardedBy("lock")
    private Ending ending = Ending.NOT_WANTED;

    @GuardedBy("lock")
    private final Counts counts = new Counts();

    private enum Ending {
        NOT_WANTED,
        WANTED,
        SAID
    }

    /**
     * A server that has just started.
     *
     * @param onStanding is called when {@link #standing} changes; must not block
     * @param onDraining is called once, when draining begins; must not block
     */
    public Lifecycle(
            LifecycleConfig config,
            LongSupplier nanoClock,
            Runnable onStanding,
            Consumer<DrainCause> onDraining) {
        this.config = config;
        this.transitions = new Transitions(config);
        this.nanoClock = nanoClock;
        this.onStanding = onStanding;
        this.onDraining = onDraining;
        long nowNs = nanoClock.getAsLong();
        state = Returning.atStart(nowNs);
        emptySinceNs = nowNs;
        lookAtNs = nowNs;
    }

    /** Whether a match may be prepared on the strength of this intent; if so, it counts as work until {@link #leave}. */
    public Admission admit(@Nullable String intent) {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            return switch (state) {
                case Draining _ -> new Admission.Refused(RefusalCode.DRAINING);
                case Returning(_, var asking, _) ->
                        new Admission.Refused(
                                asking == Asking.LOOK_FIRST
                                        ? RefusalCode.NOT_ALLOCATED
                                        : RefusalCode.RETURNING);
                case Allocated _ -> admitted();
                case Ready ready -> {
                    if (intent == null || spentIntents.contains(intent)) {
                        yield new Admission.Refused(RefusalCode.NOT_ALLOCATED);
                    }
                    become(
                            ready.toExpected(
                                    intent,
                                    nowNs + config.firstLease().toNanos(),
                                    nowNs + config.showWithin().toNanos()));
                    yield admitted();
                }
            };
        } finally {
            lock.unlock();
        }
    }

    /** A match that was admitted is over, with all that had to be done for it. */
    public void leave() {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            if (work == 0) {
                throw new IllegalStateException("work: 0 (expected: a match that was admitted)");
            }
            work--;
            emptySinceNs = nowNs;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the server though it is empty; false if the intent is not the one it is allocated for. */
    public boolean hold(String intent, Duration lease) {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            if (!(state instanceof Allocated allocated) || !intent.equals(allocated.intent())) {
                return false;
            }
            become(allocated.withLease(nowNs + lease.toNanos()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the server go once it is empty; false if the intent is not the one it is allocated for. */
    public boolean release(String intent) {
        lock.lock();
        try {
            if (!(state instanceof Allocated allocated) || !intent.equals(allocated.intent())) {
                return false;
            }
            become(allocated.withRelease());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing new from now on; final. */
    public void drain(DrainCause cause) {
        lock.lock();
        try {
            become(state.toDraining(cause));
        } finally {
            lock.unlock();
        }
    }

    /** Everything is finished: Agones may end this server. Only when draining. */
    public void end() {
        lock.lock();
        try {
            if (state instanceof Draining && ending == Ending.NOT_WANTED) {
                ending = Ending.WANTED;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What autoscalers shall read. */
    public void count(int matches, int players) {
        lock.lock();
        try {
            if (counts.want(matches, players)) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public Standing standing() {
        lock.lock();
        try {
            var view = lastView;
            var agonesState = view == null ? null : view.stateText();
            var seenIntent = view == null ? null : view.intent();
            var intent = state instanceof Allocated allocated ? allocated.intent() : seenIntent;
            return new Standing(state.word(), agonesState, intent);
        } finally {
            lock.unlock();
        }
    }

    /** Takes what the watch or a look has shown. Any thread. */
    void onSighting(Sighting sighting) {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            switch (sighting) {
                case Sighting.Seen(var view, var isNewStream) -> onSeen(view, isNewStream, nowNs);
                case Sighting.Gone _ -> become(state.toDraining(DrainCause.NOT_FOUND));
                case Sighting.Unreachable _ -> lookAtNs = nowNs + RETRY_NS;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is to be done now, outside of the lock; it counts as done. */
    Step takeStep(long nowNs) {
        lock.lock();
        try {
            returnIfIdle(nowNs);
            return switch (state) {
                case Draining(var cause) when ending == Ending.WANTED -> {
                    ending = Ending.SAID;
                    // There is nobody left to be told of the end of what is deleted.
                    yield cause == DrainCause.NOT_FOUND ? Step.WAIT : Step.SAY_SHUTDOWN;
                }
                case Allocated allocated when isAllocateDue(allocated, nowNs) -> {
                    become(allocated.withExpectation(new Expectation(nowNs, true)));
                    yield Step.SAY_ALLOCATE;
                }
                case Returning returning when returning.asking() == Asking.NOT_YET -> {
                    become(returning.withAsked(nowNs));
                    yield Step.SAY_READY;
                }
                case Returning returning when isLookForReadyDue(returning, nowNs) -> {
                    lookAtNs = nowNs + RETRY_NS;
                    yield Step.LOOK_AND_SAY_READY;
                }
                default -> takeRoutine(nowNs);
            };
        } finally {
            lock.unlock();
        }
    }

    /** Whether Ready may be said once more, now that this is how the cluster sees us; if so, it counts as said. */
    boolean takeReadyAgain(GameServerView view, long nowNs) {
        lock.lock();
        try {
            if (!(state instanceof Returning returning)) {
                return false;
            }
            boolean isNew = view.phase() == GameServerView.Phase.STARTING;
            boolean isStillAllocated =
                    view.phase() == GameServerView.Phase.ALLOCATED
                            && returning.lastAllocated() != null
                            && !view.isAllocatedSince(returning.lastAllocated());
            if (isNew || isStillAllocated) {
                become(returning.withAsked(nowNs));
            }
            return isNew || isStillAllocated;
        } finally {
            lock.unlock();
        }
    }

    /** The counts for {@link Step#COUNT}. */
    Counts.Pair takeCounts() {
        lock.lock();
        try {
            return counts.take();
        } finally {
            lock.unlock();
        }
    }

    /** The counts were not heard. */
    void onCountsLost(long nowNs) {
        lock.lock();
        try {
            counts.onLost(nowNs + RETRY_NS);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something may be due, at most {@code timeoutNs}. */
    void awaitChange(long timeoutNs) throws InterruptedException {
        lock.lock();
        try {
            changed.awaitNanos(timeoutNs);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the end is still to be said. */
    boolean isEndWanted() {
        lock.lock();
        try {
            return ending == Ending.WANTED;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void onSeen(GameServerView view, boolean isNewStream, long nowNs) {
        boolean isNews = lastView == null || !view.stateText().equals(lastView.stateText());
        lastView = view;
        if (isNewStream) {
            sayAgain(nowNs);
        }
        var next = transitions.after(state, view, work > 0, nowNs);
        if (next.getClass() == state.getClass() && isNews) {
            onStanding.run();
        }
        become(next);
    }

    /** The sidecar may have died with what it had queued: what must hold is said again. */
    @GuardedBy("lock")
    private void sayAgain(long nowNs) {
        counts.onLost(nowNs);
        if (ending == Ending.SAID) {
            ending = Ending.WANTED;
        }
        if (state instanceof Allocated allocated && allocated.expectation() != null) {
            become(
                    allocated.withExpectation(
                            new Expectation(nowNs + config.showWithin().toNanos(), false)));
        }
    }

    @GuardedBy("lock")
    private void returnIfIdle(long nowNs) {
        if (!(state instanceof Allocated allocated) || work > 0) {
            return;
        }
        boolean isIdle =
                nowNs - allocated.leaseUntilNs() >= 0
                        && nowNs - emptySinceNs >= config.idleMax().toNanos();
        if (allocated.isReleased() || isIdle) {
            spend(allocated.intent());
            become(allocated.toReturning(nowNs));
        }
    }

    @GuardedBy("lock")
    private void spend(@Nullable String intent) {
        if (intent == null) {
            return;
        }
        if (spentIntents.size() == SPENT_INTENTS_MAX) {
            spentIntents.removeFirst();
        }
        spentIntents.add(intent);
    }

    @GuardedBy("lock")
    private Step takeRoutine(long nowNs) {
        if (counts.isDue(nowNs)) {
            return Step.COUNT;
        }
        if (nowNs - lookAtNs >= 0) {
            lookAtNs = nowNs + config.lookEvery().toNanos();
            return Step.LOOK;
        }
        return Step.WAIT;
    }

    private static boolean isAllocateDue(Allocated allocated, long nowNs) {
        var expectation = allocated.expectation();
        return expectation != null && !expectation.isAsked() && nowNs - expectation.byNs() >= 0;
    }

    @GuardedBy("lock")
    private boolean isLookForReadyDue(Returning returning, long nowNs) {
        return switch (returning.asking()) {
            case LOOK_FIRST -> nowNs - lookAtNs >= 0;
            case ASKED ->
                    nowNs - returning.askedNs() >= config.readyRepeatAfter().toNanos()
                            && nowNs - lookAtNs >= 0;
            case NOT_YET, UNDER_WAY -> false;
        };
    }

    @GuardedBy("lock")
    private Admission admitted() {
        work++;
        return new Admission.Admitted();
    }

    @GuardedBy("lock")
    private void become(LifecycleState next) {
        var before = state;
        state = next;
        changed.signalAll();
        if (before.getClass() != next.getClass()) {
            LOG.atInfo()
                    .addKeyValue("state", next.word().word())
                    .addKeyValue("before", before.word().word())
                    .log("lifecycle changed");
            onStanding.run();
            if (next instanceof Draining(var cause)) {
                onDraining.accept(cause);
            }
        }
    }
}
