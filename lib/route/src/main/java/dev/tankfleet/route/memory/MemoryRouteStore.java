package dev.tankfleet.route.memory;

import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.TokenGrant;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Routes and tokens of one region. Every thread may call it; this object's lock makes each call one
 * step, held for microseconds.
 *
 * <p>Full of entries that still live, it throws {@code RouteUnavailable}, as a store without memory
 * does.
 */
public final class MemoryRouteStore implements RouteStore {
    static final int ROUTES_MAX = 65_536;
    static final int TOKENS_MAX = 262_144;

    private final LongSupplier nanoClock;

    // Guarded by this.
    private final ExpiringMap<Route> routes = new ExpiringMap<>("routes", ROUTES_MAX);
    private final ExpiringMap<TokenGrant> tokens = new ExpiringMap<>("tokens", TOKENS_MAX);

    private MemoryRouteStore(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** An empty store that lives by the JVM's clock. */
    public static MemoryRouteStore create() {
        return create(System::nanoTime);
    }

    /**
     * An empty store.
     *
     * @param nanoClock nanoseconds since any moment, never falling
     */
    public static MemoryRouteStore create(LongSupplier nanoClock) {
        return new MemoryRouteStore(nanoClock);
    }

    @Override
    public synchronized Claim claim(Route route, Duration ttl) {
        route.checkClaimable();
        long nowNs = nanoClock.getAsLong();
        var current = routes.get(route.matchId(), nowNs);
        if (current != null && !route.supersedes(current)) {
            return new Claim.Superseded(Optional.of(current));
        }
        routes.put(route.matchId(), route, ttl, nowNs);
        return new Claim.Claimed();
    }

    @Override
    public synchronized Claim end(Route route, Duration ttl) {
        long nowNs = nanoClock.getAsLong();
        var current = routes.get(route.matchId(), nowNs);
        if (current == null || !current.isPlayingUnder(route.epoch())) {
            return new Claim.Superseded(Optional.ofNullable(current));
        }
        routes.put(route.matchId(), current.toEnded(), ttl, nowNs);
        return new Claim.Claimed();
    }

    @Override
    public synchronized boolean refresh(String matchId, int epoch, Duration ttl) {
        long nowNs = nanoClock.getAsLong();
        var current = routes.get(Id.check("matchId", matchId), nowNs);
        if (current == null || current.epoch() != epoch) {
            return false;
        }
        routes.put(matchId, current, ttl, nowNs);
        return true;
    }

    @Override
    public synchronized Optional<Route> find(String matchId) {
        return Optional.ofNullable(routes.get(Id.check("matchId", matchId), nanoClock.getAsLong()));
    }

    @Override
    public synchronized void forget(String matchId, int epoch) {
        var current = routes.get(Id.check("matchId", matchId), nanoClock.getAsLong());
        if (current != null && current.epoch() == epoch) {
            routes.remove(matchId);
        }
    }

    @Override
    public synchronized void putToken(String tokenSha256, TokenGrant grant, Duration ttl) {
        tokens.put(Id.check("tokenSha256", tokenSha256), grant, ttl, nanoClock.getAsLong());
    }

    @Override
    public synchronized Optional<TokenGrant> redeem(String tokenSha256) {
        var grant = tokens.get(Id.check("tokenSha256", tokenSha256), nanoClock.getAsLong());
        tokens.remove(tokenSha256);
        return Optional.ofNullable(grant);
    }

    @Override
    public synchronized void close() {
        routes.clear();
        tokens.clear();
    }

    /** Entries that are held, expired ones that were not swept yet included. */
    synchronized int size() {
        return routes.size() + tokens.size();
    }
}
