package dev.tankfleet.matchmaker.find;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Players who wait for room. Shared by request threads and guarded by its own monitor; bounded in
 * number and time, one ticket per player and mode. A ticket does nothing by itself: whoever shows
 * it tries again.
 */
final class Tickets {
    /** Shorter than clients are told to wait: who asks oftener gets the same answer for nothing. */
    static final long TRY_EVERY_NS = Duration.ofMillis(200).toNanos();

    private final int sizeMax;
    private final long lifeNs;
    private final Supplier<String> ids;
    private final LongSupplier nanoClock;

    // Owned by the monitor; oldest first.
    private final Map<String, Ticket> byId = new LinkedHashMap<>();
    private final Map<Owner, String> byOwner = new HashMap<>();

    Tickets(int sizeMax, Duration life, Supplier<String> ids, LongSupplier nanoClock) {
        this.sizeMax = sizeMax;
        this.lifeNs = life.toNanos();
        this.ids = ids;
        this.nanoClock = nanoClock;
    }

    /** The player's ticket, new or the one he has, with his newest wish; null if too many wait. */
    synchronized @Nullable String add(FindRequest request, InetAddress clientAddress) {
        dropOld();
        var owner = Owner.of(request);
        var known = byOwner.get(owner);
        if (known != null) {
            byId.computeIfPresent(known, (_, old) -> old.wishing(request, clientAddress));
            return known;
        }
        if (byId.size() >= sizeMax) {
            return null;
        }
        var id = ids.get();
        byId.put(id, Ticket.made(request, clientAddress, nanoClock.getAsLong()));
        byOwner.put(owner, id);
        return id;
    }

    /** What a ticket asks for, null if there is no such ticket. */
    synchronized @Nullable Ticket find(String id) {
        dropOld();
        return byId.get(id);
    }

    /** Whether it is time to try again for a ticket; if so, the time counts from now. */
    synchronized boolean takeTry(String id) {
        long nowNs = nanoClock.getAsLong();
        var ticket = byId.get(id);
        if (ticket == null || nowNs - ticket.triedAtNs < TRY_EVERY_NS) {
            return false;
        }
        byId.put(id, ticket.tried(nowNs));
        return true;
    }

    /** Forgets a ticket; false if there is none. */
    synchronized boolean remove(String id) {
        var ticket = byId.remove(id);
        return ticket != null && byOwner.remove(Owner.of(ticket.request), id);
    }

    synchronized int size() {
        return byId.size();
    }

    private void dropOld() {
        long nowNs = nanoClock.getAsLong();
        var oldest = byId.entrySet().iterator();
        while (oldest.hasNext()) {
            var ticket = oldest.next().getValue();
            if (nowNs - ticket.madeAtNs < lifeNs) {
                return;
            }
            oldest.remove();
            byOwner.remove(Owner.of(ticket.request));
        }
    }

    /**
     * A wish that waits.
     *
     * @param request the wish
     * @param clientAddress where it came from
     * @param madeAtNs when
     * @param triedAtNs when a place was looked for last
     */
    record Ticket(FindRequest request, InetAddress clientAddress, long madeAtNs, long triedAtNs) {
        static Ticket made(FindRequest request, InetAddress clientAddress, long nowNs) {
            return new Ticket(request, clientAddress, nowNs, nowNs);
        }

        Ticket wishing(FindRequest newest, InetAddress newestAddress) {
            return new Ticket(newest, newestAddress, madeAtNs, triedAtNs);
        }

        Ticket tried(long nowNs) {
            return new Ticket(request, clientAddress, madeAtNs, nowNs);
        }
    }

    private record Owner(String userId, String mode) {
        static Owner of(FindRequest request) {
            return new Owner(request.userId(), request.gameMode());
        }
    }
}
