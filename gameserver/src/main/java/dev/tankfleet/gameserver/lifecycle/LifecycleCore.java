package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.gameserver.lifecycle.LifecycleState.Allocated;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Asking;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Draining;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Expectation;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Ready;
import dev.tankfleet.gameserver.lifecycle.LifecycleState.Returning;
import dev.tankfleet.gameserver.lifecycle.Sidecar.Sighting;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The state of {@link Lifecycle} and what is to be said because of it. Guarded by the lock of
 * {@link Lifecycle}; it reads no clock and calls no sidecar.
 *
 * <p>Ready is asked once per return: a Ready that is still queued in the sidecar when an allocation
 * lands takes it back. It is asked again only if the cluster has not shown RequestReady for some
 * time and still shows the old allocation.
 */
final class LifecycleCore {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleCore.class);
    private static final int SPENT_INTENTS_MAX = 16;

    /** Pause between tries while the sidecar does not answer. */
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LifecycleConfig config;
    private final Transitions transitions;
    private final Runnable onChange;
    private final Runnable onStanding;
    private final Consumer<DrainCause> onDraining;

    // Guarded by the lock of Lifecycle.
    private final ArrayDeque<String> spentIntents = new ArrayDeque<>(SPENT_INTENTS_MAX);
    private final Counts counts = new Counts();
    private LifecycleState state;
    private @Nullable GameServerView lastView;
    private int work;
    private long emptySinceNs;
    private long lookAtNs;
    private long lookForReadyAtNs;
    private Ending ending = Ending.NOT_WANTED;

    private enum Ending {
        NOT_WANTED,
        WANTED,
        SAID
    }

    /** What the lifecycle's thread has to do next, outside of the lock. */
    enum Step {
        /** Nothing is due. */
        WAIT,
        LOOK,
        /** Say Ready for the first time in this return. */
        SAY_READY,
        /** Look, and say Ready once more if the cluster still shows the old allocation. */
        LOOK_AND_SAY_READY,
        SAY_ALLOCATE,
        SAY_SHUTDOWN,
        COUNT
    }

    LifecycleCore(
            LifecycleConfig config,
            Runnable onChange,
            Runnable onStanding,
            Consumer<DrainCause> onDraining,
            long nowNs) {
        this.config = config;
        this.transitions = new Transitions(config);
        this.onChange = onChange;
        this.onStanding = onStanding;
        this.onDraining = onDraining;
        state = Returning.atStart(nowNs);
        emptySinceNs = nowNs;
        lookAtNs = nowNs;
        lookForReadyAtNs = nowNs;
    }

    Admission admit(@Nullable String intent, long nowNs) {
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
    }

    void leave(long nowNs) {
        if (work == 0) {
            throw new IllegalStateException("work: 0 (expected: a match that was admitted)");
        }
        work--;
        emptySinceNs = nowNs;
        onChange.run();
    }

    boolean hold(String intent, Duration lease, long nowNs) {
        if (!(state instanceof Allocated allocated) || !intent.equals(allocated.intent())) {
            return false;
        }
        become(allocated.withLease(nowNs + lease.toNanos()));
        return true;
    }

    boolean release(String intent) {
        if (!(state instanceof Allocated allocated) || !intent.equals(allocated.intent())) {
            return false;
        }
        become(allocated.withRelease());
        return true;
    }

    void drain(DrainCause cause) {
        become(state.toDraining(cause));
    }

    void end() {
        if (state instanceof Draining && ending == Ending.NOT_WANTED) {
            ending = Ending.WANTED;
            onChange.run();
        }
    }

    void count(int matches, int players) {
        if (counts.want(matches, players)) {
            onChange.run();
        }
    }

    Standing standing() {
        var view = lastView;
        var agonesState = view == null ? null : view.stateText();
        var seenIntent = view == null ? null : view.intent();
        var intent = state instanceof Allocated allocated ? allocated.intent() : seenIntent;
        return new Standing(state.word(), agonesState, intent);
    }

    void onSighting(Sighting sighting, long nowNs) {
        switch (sighting) {
            case Sighting.Seen(var view, var isNewStream) -> onSeen(view, isNewStream, nowNs);
            case Sighting.Gone _ -> become(state.toDraining(DrainCause.NOT_FOUND));
            case Sighting.Unreachable _ -> lookAtNs = nowNs + RETRY_NS;
        }
    }

    /** What is to be done now, outside of the lock; it counts as done. */
    Step takeStep(long nowNs) {
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
                lookForReadyAtNs = nowNs + RETRY_NS;
                yield Step.LOOK_AND_SAY_READY;
            }
            default -> takeRoutine(nowNs);
        };
    }

    /**
     * Whether Ready may be said once more, now that this is how the cluster sees us; if so, it
     * counts as said.
     */
    boolean takeReadyAgain(GameServerView view, long nowNs) {
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
    }

    Counts.Pair takeCounts() {
        return counts.take();
    }

    void onCountsLost(long nowNs) {
        counts.onLost(nowNs + RETRY_NS);
    }

    boolean isEndWanted() {
        return ending == Ending.WANTED;
    }

    private void onSeen(GameServerView view, boolean isNewStream, long nowNs) {
        var before = standing();
        lastView = view;
        if (isNewStream) {
            sayAgain(nowNs);
        }
        become(transitions.after(state, view, work > 0, nowNs));
        if (!standing().equals(before)) {
            onStanding.run();
        }
    }

    /** The sidecar may have died with what it had queued: what must hold is said again. */
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

    private void spend(@Nullable String intent) {
        if (intent == null) {
            return;
        }
        if (spentIntents.size() == SPENT_INTENTS_MAX) {
            spentIntents.removeFirst();
        }
        spentIntents.add(intent);
    }

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

    private boolean isLookForReadyDue(Returning returning, long nowNs) {
        boolean isQuietLongEnough =
                switch (returning.asking()) {
                    case LOOK_FIRST -> true;
                    case ASKED ->
                            nowNs - returning.askedNs() >= config.readyRepeatAfter().toNanos();
                    case NOT_YET, UNDER_WAY -> false;
                };
        return isQuietLongEnough && nowNs - lookForReadyAtNs >= 0;
    }

    private Admission admitted() {
        work++;
        return new Admission.Admitted();
    }

    private void become(LifecycleState next) {
        var before = state;
        state = next;
        onChange.run();
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
