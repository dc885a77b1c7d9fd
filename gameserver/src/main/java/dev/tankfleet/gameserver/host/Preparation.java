package dev.tankfleet.gameserver.host;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.gameserver.tick.MatchCommand;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.link.ServerLink.LinkUnavailable;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteStore.Claim;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Opens a match to the region in the order of the fence: a thread steps it, the link hears for it,
 * the route is ours, the tokens open its seats. Blocking; runs on the virtual thread of the
 * command. Whatever fails, all before it is undone.
 */
final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final Duration LISTEN_MAX = Duration.ofSeconds(1);

    /** Time beyond a match's longest life for which its route is remembered. */
    private static final Duration ROUTE_MARGIN = Duration.ofMinutes(10);

    private final ServerLink link;
    private final RouteStore routes;
    private final Duration tokenTtl;

    Preparation(ServerLink link, RouteStore routes, Duration tokenTtl) {
        this.link = link;
        this.routes = routes;
        this.tokenTtl = tokenTtl;
    }

    /** Opens a match; null if that worked, else why not, and nothing is left of it. */
    @Nullable RefusalCode open(Hosted hosted, List<Seat> seats) {
        if (!hosted.worker.adopt(hosted.match)) {
            return RefusalCode.FULL;
        }
        var refusal = openToRegion(hosted, seats);
        if (refusal != null) {
            close(hosted);
        }
        return refusal;
    }

    /** Makes tokens redeemable; false if the store is away. */
    boolean putTokens(Route route, List<Seat> seats) {
        try {
            for (var seat : seats) {
                var grant = new TokenGrant(route.matchId(), route.attempt(), seat.playerId());
                routes.putToken(seat.tokenSha256(), grant, tokenTtl);
            }
            return true;
        } catch (RouteUnavailable e) {
            warn(route, "the route store is away", e);
            return false;
        }
    }

    /** Takes a match down that is not to be played to its end: no result follows. */
    void close(Hosted hosted) {
        hosted.closeEar();
        hosted.worker.tell(hosted.match, new MatchCommand.Abandon());
        try {
            routes.forget(hosted.route.matchId(), hosted.route.epoch());
        } catch (RouteUnavailable e) {
            // Gateways that still find it get no answer, until its time to live is over.
            warn(hosted.route, "a route could not be forgotten", e);
        }
    }

    /** Time to live of the route of a match that has just begun. */
    static Duration routeTtl(Hosted hosted) {
        var rules = hosted.match.plan().rules();
        long limitMs = rules.mode().ticksMax() * 1_000L / Rules.TICKS_PER_SECOND;
        return Duration.ofMillis(limitMs).plus(ROUTE_MARGIN);
    }

    private @Nullable RefusalCode openToRegion(Hosted hosted, List<Seat> seats) {
        try {
            var handler = new MatchEar(hosted.match, hosted.worker);
            hosted.ear = link.listen(hosted.route.matchId(), handler, LISTEN_MAX);
            if (routes.claim(hosted.route, routeTtl(hosted)) instanceof Claim.Superseded) {
                return RefusalCode.STALE_ATTEMPT;
            }
        } catch (LinkUnavailable e) {
            warn(hosted.route, "the bus is away", e);
            return RefusalCode.FULL;
        } catch (RouteUnavailable e) {
            warn(hosted.route, "the route store is away", e);
            return RefusalCode.FULL;
        }
        return putTokens(hosted.route, seats) ? null : RefusalCode.FULL;
    }

    private static void warn(Route route, String what, RuntimeException cause) {
        LOG.atWarn().setCause(cause).addKeyValue("matchId", route.matchId()).log(what);
    }
}
