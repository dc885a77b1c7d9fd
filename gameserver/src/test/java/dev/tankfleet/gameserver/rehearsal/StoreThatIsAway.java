package dev.tankfleet.gameserver.rehearsal;

import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;

import java.time.Duration;
import java.util.Optional;

/** Answers nothing but that it is not there. */
final class StoreThatIsAway implements RouteStore {
    @Override
    public Claim claim(Route route, Duration ttl) {
        throw away();
    }

    @Override
    public Claim end(Route route, Duration ttl) {
        throw away();
    }

    @Override
    public boolean refresh(String matchId, int epoch, Duration ttl) {
        throw away();
    }

    @Override
    public Optional<Route> find(String matchId) {
        throw away();
    }

    @Override
    public void forget(String matchId, int epoch) {
        throw away();
    }

    @Override
    public void putToken(String tokenSha256, TokenGrant grant, Duration ttl) {
        throw away();
    }

    @Override
    public Optional<TokenGrant> redeem(String tokenSha256) {
        throw away();
    }

    @Override
    public void close() {}

    private static RouteUnavailable away() {
        return new RouteUnavailable("away", new IllegalStateException("away"));
    }
}
