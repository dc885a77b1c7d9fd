package dev.tankfleet.route.redis;

import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How routes and grants stand in Redis. Stateless, any thread. */
final class RouteHash {
    private static final String MATCH_PREFIX = "match:";
    private static final String TOKEN_PREFIX = "token:";
    private static final String GRANT_SEPARATOR = " ";
    private static final int GRANT_PARTS = 3;

    private RouteHash() {}

    static String matchKey(String matchId) {
        return MATCH_PREFIX + matchId;
    }

    static String tokenKey(String tokenSha256) {
        return TOKEN_PREFIX + tokenSha256;
    }

    static Map<String, String> write(Route route) {
        var hash = new LinkedHashMap<String, String>();
        hash.put("server_id", route.serverId());
        hash.put("instance", route.instance());
        hash.put("attempt", Integer.toString(route.attempt()));
        hash.put("epoch", Integer.toString(route.epoch()));
        hash.put("state", route.state().name());
        hash.put("rules", route.rules());
        return hash;
    }

    /** The route, empty if there is none. */
    static Optional<Route> read(String matchId, Map<String, String> hash) {
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Route(
                            matchId,
                            field(hash, "server_id"),
                            field(hash, "instance"),
                            Integer.parseInt(field(hash, "attempt")),
                            Integer.parseInt(field(hash, "epoch")),
                            Route.State.valueOf(field(hash, "state")),
                            field(hash, "rules")));
        } catch (IllegalArgumentException e) {
            throw new RouteUnavailable("redis: " + matchKey(matchId) + " is no route", e);
        }
    }

    static String write(TokenGrant grant) {
        return String.join(
                GRANT_SEPARATOR,
                grant.matchId(),
                Integer.toString(grant.attempt()),
                grant.playerId());
    }

    static TokenGrant readGrant(String text) {
        var parts = text.split(GRANT_SEPARATOR, -1);
        try {
            if (parts.length == GRANT_PARTS) {
                return new TokenGrant(parts[0], Integer.parseInt(parts[1]), parts[2]);
            }
        } catch (NumberFormatException e) {
            throw new RouteUnavailable("redis: a token's grant cannot be read", e);
        }
        throw new RouteUnavailable("redis: a token's grant cannot be read");
    }

    private static String field(Map<String, String> hash, String name) {
        var value = hash.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return value;
    }
}
