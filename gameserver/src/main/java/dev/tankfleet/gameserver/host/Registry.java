package dev.tankfleet.gameserver.host;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.gameserver.tick.Match;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.status.OpenMatch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Which matches this process has, and which attempts are over. One lock guards it all; every thread
 * may call it.
 */
final class Registry {
    private final int matchesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Map<String, Hosted> matches = new HashMap<>();

    @GuardedBy("lock")
    private final Fence fence = new Fence();

    Registry(int matchesMax) {
        this.matchesMax = matchesMax;
    }

    /** Outcome of {@link #begin}. */
    sealed interface Begin {
        /**
         * The attempt is ours to prepare.
         *
         * @param older an older attempt that is out of the registry now; null if there was none
         */
        record Begun(Hosted hosted, @Nullable Hosted older) implements Begin {}

        /** This very attempt is there already. */
        record Known(Hosted hosted) implements Begin {}

        record Refused(RefusalCode code) implements Begin {}
    }

    /**
     * Enters a match that is to be prepared, if its attempt is not over and there is room.
     *
     * @param admit asked last, before {@code make}; null if the server may take it
     */
    Begin begin(
            String matchId,
            int attempt,
            long nowNs,
            Supplier<@Nullable RefusalCode> admit,
            Supplier<Hosted> make) {
        lock.lock();
        try {
            var older = matches.get(matchId);
            if (older != null && older.route.attempt() == attempt) {
                return new Begin.Known(older);
            }
            if (fence.isOver(matchId, attempt, nowNs)
                    || (older != null && older.route.attempt() > attempt)) {
                return new Begin.Refused(RefusalCode.STALE_ATTEMPT);
            }
            if (fence.isEnded(matchId, nowNs) || (older != null && older.match.load().isOver())) {
                return new Begin.Refused(RefusalCode.MATCH_ENDED);
            }
            int others = older == null ? running() : running() - 1;
            if (others >= matchesMax) {
                return new Begin.Refused(RefusalCode.FULL);
            }
            var refusal = admit.get();
            if (refusal != null) {
                return new Begin.Refused(refusal);
            }
            if (older != null) {
                older.isGivenUp = true;
                fence.onGivenUp(matchId, older.route.attempt(), nowNs);
            }
            var hosted = make.get();
            matches.put(matchId, hosted);
            return new Begin.Begun(hosted, older);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a preparation that worked; false if the match was given up meanwhile and must be undone.
     */
    boolean settle(Hosted hosted) {
        lock.lock();
        try {
            hosted.isSettled = !hosted.isGivenUp;
            return hosted.isSettled;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the match was opened to the region, so that whoever takes it out must take it down.
     */
    boolean isSettled(Hosted hosted) {
        lock.lock();
        try {
            return hosted.isSettled;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a match out that was not played to its end; false if it was out already. */
    boolean remove(Hosted hosted) {
        lock.lock();
        try {
            changed.signalAll();
            hosted.isGivenUp = true;
            return matches.remove(hosted.route.matchId(), hosted);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives up an attempt and all below it.
     *
     * @return the match to be taken down by the caller; null if there is none
     */
    @Nullable Hosted giveUp(String matchId, int attempt, long nowNs) {
        lock.lock();
        try {
            fence.onGivenUp(matchId, attempt, nowNs);
            var hosted = matches.get(matchId);
            if (hosted == null
                    || hosted.route.attempt() > attempt
                    || hosted.match.load().isOver()) {
                return null;
            }
            hosted.isGivenUp = true;
            matches.remove(matchId);
            changed.signalAll();
            return hosted;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a match that was played to its end, and remembers that it was. */
    @Nullable Hosted forgetEnded(Match match, long nowNs) {
        lock.lock();
        try {
            var hosted = findBy(match);
            if (hosted != null) {
                matches.remove(hosted.route.matchId());
                fence.onEnded(hosted.route.matchId(), hosted.route.attempt(), nowNs);
                changed.signalAll();
            }
            return hosted;
        } finally {
            lock.unlock();
        }
    }

    @Nullable Hosted find(String matchId) {
        lock.lock();
        try {
            return matches.get(matchId);
        } finally {
            lock.unlock();
        }
    }

    /** The entry of a match; null if it was given up. */
    @Nullable Hosted find(Match match) {
        lock.lock();
        try {
            return findBy(match);
        } finally {
            lock.unlock();
        }
    }

    /** What to say of a match that is not here. */
    RefusalCode codeOfMissing(String matchId, long nowNs) {
        lock.lock();
        try {
            return fence.isEnded(matchId, nowNs)
                    ? RefusalCode.MATCH_ENDED
                    : RefusalCode.UNKNOWN_MATCH;
        } finally {
            lock.unlock();
        }
    }

    List<Hosted> all() {
        lock.lock();
        try {
            return List.copyOf(matches.values());
        } finally {
            lock.unlock();
        }
    }

    HostLoad load() {
        int running = 0;
        int players = 0;
        var open = new ArrayList<OpenMatch>();
        var others = new ArrayList<String>();
        for (var hosted : all()) {
            var load = hosted.match.load();
            if (load.isOver()) {
                continue;
            }
            running++;
            players += load.taken();
            if (load.openSeats() > 0 && !hosted.isPreparing()) {
                open.add(new OpenMatch(hosted.route.matchId(), hosted.mode, load.openSeats()));
            } else {
                others.add(hosted.route.matchId());
            }
        }
        return new HostLoad(running, players, open, others);
    }

    /** A match may have ended. */
    void onLoadChanged() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no match runs; false if {@code max} is over before. */
    boolean awaitIdle(Duration max) throws InterruptedException {
        long restNs = max.toNanos();
        lock.lock();
        try {
            while (running() > 0 && restNs > 0) {
                restNs = changed.awaitNanos(restNs);
            }
            return running() == 0;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private int running() {
        int running = 0;
        for (var hosted : matches.values()) {
            running += hosted.match.load().isOver() ? 0 : 1;
        }
        return running;
    }

    @GuardedBy("lock")
    private @Nullable Hosted findBy(Match match) {
        var hosted = matches.get(match.plan().matchId());
        return hosted != null && hosted.match == match ? hosted : null;
    }
}
