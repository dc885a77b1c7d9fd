package dev.tankfleet.gateway.pump;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The matches that have a seat here, and for a while those that had one. Seats are opened and
 * closed under one lock; every thread may look.
 *
 * <p>A match is remembered after its last seat for {@link #REMEMBERED_NS}, longer than any match
 * lasts, because a slot number must not come again within it.
 */
public final class Matches {
    /**
     * Seats of one match on this gateway; a player who comes and goes may have several for a
     * moment.
     */
    static final int SEATS_PER_MATCH_MAX = 1_024;

    /** Matches that are remembered, seated or not. */
    static final int MATCHES_MAX = 16_384;

    /** How long a match without a seat keeps its slot numbers. */
    static final long REMEMBERED_NS = TimeUnit.MINUTES.toNanos(30);

    private static final MatchPump[] NONE = {};

    private final LongSupplier clock;
    private final InputSignal signal = new InputSignal();
    private final Map<String, MatchPump> matches = new ConcurrentHashMap<>();

    /** Those without a seat; who has been empty longest comes first. */
    @GuardedBy("this")
    private final Set<MatchPump> empty = new LinkedHashSet<>();

    private volatile MatchPump[] seated = NONE;

    /**
     * No matches yet.
     *
     * @param clock nanoseconds, monotonic
     */
    public Matches(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Opens a seat under a slot number that nobody in the match ever had here.
     *
     * @param matchId id of the match; the caller knows that the match exists
     * @return null if the match has too many seats or has used up its numbers, or if there are too
     *     many matches
     */
    public synchronized @Nullable Seat open(String matchId, SeatListener listener) {
        long nowNs = clock.getAsLong();
        var match = matches.get(matchId);
        if (match == null) {
            forgetLongEmpty(nowNs);
            if (matches.size() >= MATCHES_MAX) {
                return null;
            }
            match = new MatchPump(matchId, signal, nowNs);
            matches.put(matchId, match);
        }
        if (match.seatCount() >= SEATS_PER_MATCH_MAX || !match.hasSlot()) {
            return null;
        }
        var seat = new Seat(match, match.takeSlot(), listener);
        match.add(seat);
        if (match.seatCount() == 1) {
            empty.remove(match);
            listSeated(match);
            // The last seat may have gone with an input that nobody took: the match still says that
            // one waits, and would wake the pump no more.
            signal.raise();
        }
        return seat;
    }

    /** Closes a seat; false if it was closed before. */
    public synchronized boolean close(Seat seat) {
        if (!seat.match().remove(seat, clock.getAsLong())) {
            return false;
        }
        if (seat.match().seatCount() == 0) {
            empty.add(seat.match());
            delistSeated(seat.match());
        }
        return true;
    }

    /**
     * Closes a seat whose number the owner has never seated anyone under; another one may have it.
     * Otherwise those who are refused would use up the numbers of those who play.
     */
    public synchronized void takeBack(Seat seat) {
        if (close(seat)) {
            seat.match().giveBackSlot(seat.slot());
        }
    }

    /** Seats that are open. */
    public int seatCount() {
        int count = 0;
        for (var match : seated) {
            count += match.seatCount();
        }
        return count;
    }

    @Nullable MatchPump find(String matchId) {
        return matches.get(matchId);
    }

    /** The matches with a seat; nobody writes into the array. */
    MatchPump[] seated() {
        return seated;
    }

    InputSignal signal() {
        return signal;
    }

    @GuardedBy("this")
    private void forgetLongEmpty(long nowNs) {
        var oldest = empty.iterator();
        while (oldest.hasNext()) {
            var match = oldest.next();
            if (nowNs - match.emptyNs() <= REMEMBERED_NS) {
                break;
            }
            oldest.remove();
            matches.remove(match.matchId());
        }
    }

    @GuardedBy("this")
    private void listSeated(MatchPump match) {
        var more = Arrays.copyOf(seated, seated.length + 1);
        more[seated.length] = match;
        seated = more;
    }

    @GuardedBy("this")
    private void delistSeated(MatchPump match) {
        var fewer = new MatchPump[seated.length - 1];
        int next = 0;
        for (var other : seated) {
            if (other != match) {
                fewer[next++] = other;
            }
        }
        seated = fewer;
    }
}
