package dev.tankfleet.route;

import java.time.Duration;
import java.util.Optional;

/**
 * Routes and one-time tokens of one region. Every thread may call it; calls block for at most the
 * adapter's own deadline and throw {@link RouteUnavailable} when it passes or the store is full. A
 * key that is no {@code Id} or a time to live of nothing throws {@link IllegalArgumentException}.
 */
public interface RouteStore extends AutoCloseable {
    /**
     * Takes a match over, by compare-and-set: only if no route stands there, or one that still
     * plays under a lower epoch. An ended match stays ended. Who repeats its own claim (same
     * server, instance and epoch, still playing) is told {@link Claim.Claimed} again, since the
     * first answer may have been lost; nobody else gets a second one for an epoch.
     *
     * @param route what shall stand there; it must be {@code PLAYING}
     * @param ttl time until the route is forgotten, more than zero
     */
    Claim claim(Route route, Duration ttl);

    /**
     * Ends a match, by compare-and-set: only if the route stands there with this very epoch and
     * {@code PLAYING}. The one who gets {@link Claim.Claimed} may publish the result; it is given
     * once per match, to a repeated call not again.
     *
     * @param route the route as it was claimed
     * @param ttl time until the ended route is forgotten, more than zero
     */
    Claim end(Route route, Duration ttl);

    /**
     * Lets a route live on, if it still has this epoch.
     *
     * @return false if it is gone or another's
     */
    boolean refresh(String matchId, int epoch, Duration ttl);

    /** The route of a match. */
    Optional<Route> find(String matchId);

    /** Deletes a route if it still has this epoch: the match never came to be. */
    void forget(String matchId, int epoch);

    /**
     * Makes a token redeemable, once; a second grant for the same hash replaces the first.
     *
     * @param tokenSha256 hash of the token, which never stands here itself
     * @param ttl time until it is worthless, more than zero
     */
    void putToken(String tokenSha256, TokenGrant grant, Duration ttl);

    /** Spends a token. Of any number of callers at most one gets the grant. */
    Optional<TokenGrant> redeem(String tokenSha256);

    @Override
    void close();

    /** Outcome of a compare-and-set. */
    sealed interface Claim {
        /** The route is written. */
        record Claimed() implements Claim {}

        /**
         * Nothing is written.
         *
         * @param current what stands there; empty if nothing does
         */
        record Superseded(Optional<Route> current) implements Claim {}
    }
}
