package dev.tankfleet.route.redis;

import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.route.redis.Exchange.Change;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Routes and tokens of one region in its Redis, 6.2 or later. Every thread may call it and waits
 * for the answer; while Redis is away every call fails at once, nothing is queued for later.
 */
public final class RedisRouteStore implements RouteStore {
    private static final int THREADS = 2;
    private static final Duration RECONNECT_MIN = Duration.ofMillis(50);
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(1);

    private final RedisConfig config;
    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Exchange exchange;

    private RedisRouteStore(
            RedisConfig config,
            ClientResources resources,
            RedisClient client,
            StatefulRedisConnection<String, String> connection) {
        this.config = config;
        this.resources = resources;
        this.client = client;
        this.connection = connection;
        this.exchange = new Exchange(this::connectForExchange, config.answerMax());
    }

    /**
     * Connects; tries twice.
     *
     * @throws RouteUnavailable if Redis does not answer in time; nothing is left running then
     */
    public static RedisRouteStore connect(RedisConfig config) {
        var resources =
                DefaultClientResources.builder()
                        .ioThreadPoolSize(THREADS)
                        .computationThreadPoolSize(THREADS)
                        .reconnectDelay(
                                Delay.decorrelatedJitter(
                                        RECONNECT_MIN.toMillis(),
                                        RECONNECT_MAX.toMillis(),
                                        RECONNECT_MIN.toMillis(),
                                        TimeUnit.MILLISECONDS))
                        .build();
        var uri = RedisURI.create(config.url().reveal());
        // Of the handshake, too: a Redis that stands still takes the connection and says nothing.
        uri.setTimeout(config.connectMax());
        var user = config.user();
        var password = config.password();
        if (user != null && password != null) {
            // Asked at each connect. Redis takes all values that there are, so the first will do.
            uri.setCredentialsProvider(
                    RedisCredentialsProvider.from(
                            () -> RedisCredentials.just(user, password.current().reveal())));
        }
        var client = RedisClient.create(resources, uri);
        client.setOptions(options(config));
        try {
            return new RedisRouteStore(config, resources, client, openFirst(client, config));
        } catch (RedisException e) {
            shutDown(client, resources);
            throw new RouteUnavailable("redis: " + e.getMessage(), e);
        }
    }

    @Override
    public Claim claim(Route route, Duration ttl) {
        route.checkClaimable();
        checkTtl(ttl);
        return exchange.run(
                RouteHash.matchKey(route.matchId()),
                hash -> {
                    var current = RouteHash.read(route.matchId(), hash);
                    return current.isPresent() && !route.supersedes(current.get())
                            ? Change.none(new Claim.Superseded(current))
                            : new Change<>(new Claim.Claimed(), redis -> put(redis, route, ttl));
                });
    }

    @Override
    public Claim end(Route route, Duration ttl) {
        checkTtl(ttl);
        return exchange.run(
                RouteHash.matchKey(route.matchId()),
                hash -> {
                    var current = RouteHash.read(route.matchId(), hash);
                    return current.isPresent() && current.get().isPlayingUnder(route.epoch())
                            ? new Change<>(
                                    new Claim.Claimed(),
                                    redis -> put(redis, current.get().toEnded(), ttl))
                            : Change.none(new Claim.Superseded(current));
                });
    }

    @Override
    public boolean refresh(String matchId, int epoch, Duration ttl) {
        checkTtl(ttl);
        var key = RouteHash.matchKey(Id.check("matchId", matchId));
        return exchange.run(
                key,
                hash ->
                        RouteHash.read(matchId, hash)
                                .filter(current -> current.epoch() == epoch)
                                .map(_ -> new Change<>(true, redis -> redis.pexpire(key, ttl)))
                                .orElseGet(() -> Change.none(false)));
    }

    @Override
    public Optional<Route> find(String matchId) {
        var key = RouteHash.matchKey(Id.check("matchId", matchId));
        return RouteHash.read(matchId, ask(redis -> redis.hgetall(key)));
    }

    @Override
    public void forget(String matchId, int epoch) {
        var key = RouteHash.matchKey(Id.check("matchId", matchId));
        exchange.run(
                key,
                hash ->
                        RouteHash.read(matchId, hash)
                                .filter(current -> current.epoch() == epoch)
                                .map(_ -> new Change<>(true, redis -> redis.del(key)))
                                .orElseGet(() -> Change.none(false)));
    }

    @Override
    public void putToken(String tokenSha256, TokenGrant grant, Duration ttl) {
        checkTtl(ttl);
        var key = RouteHash.tokenKey(Id.check("tokenSha256", tokenSha256));
        ask(redis -> redis.set(key, RouteHash.write(grant), SetArgs.Builder.px(ttl)));
    }

    @Override
    public Optional<TokenGrant> redeem(String tokenSha256) {
        var key = RouteHash.tokenKey(Id.check("tokenSha256", tokenSha256));
        return Optional.ofNullable(ask(redis -> redis.getdel(key))).map(RouteHash::readGrant);
    }

    @Override
    public void close() {
        exchange.close();
        connection.close();
        shutDown(client, resources);
    }

    private <T> T ask(Function<RedisCommands<String, String>, T> call) {
        try {
            return call.apply(connection.sync());
        } catch (RedisException e) {
            throw new RouteUnavailable("redis: " + e.getMessage(), e);
        }
    }

    private StatefulRedisConnection<String, String> connectForExchange() {
        return open(client, config);
    }

    /** The first one of a JVM loads hundreds of classes within its time: it may fail once. */
    private static StatefulRedisConnection<String, String> openFirst(
            RedisClient client, RedisConfig config) {
        try {
            return open(client, config);
        } catch (RedisConnectionException _) {
            return open(client, config);
        }
    }

    private static StatefulRedisConnection<String, String> open(
            RedisClient client, RedisConfig config) {
        var connection = client.connect();
        connection.setTimeout(config.answerMax());
        return connection;
    }

    private static ClientOptions options(RedisConfig config) {
        return ClientOptions.builder()
                .autoReconnect(true)
                // What cannot be sent now is told at once: a late answer is of no use to a player.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(config.waitingMax())
                .timeoutOptions(TimeoutOptions.enabled(config.answerMax()))
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(config.connectMax())
                                .keepAlive(true)
                                .build())
                .build();
    }

    private static void put(RedisCommands<String, String> redis, Route route, Duration ttl) {
        var key = RouteHash.matchKey(route.matchId());
        redis.hset(key, RouteHash.write(route));
        redis.pexpire(key, ttl);
    }

    private static void checkTtl(Duration ttl) {
        if (ttl.toMillis() <= 0) {
            throw new IllegalArgumentException("ttl: " + ttl + " (expected: >= 1 ms)");
        }
    }

    private static void shutDown(RedisClient client, ClientResources resources) {
        client.shutdown(0, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        // Its threads end in the background; they are daemons.
        var _ = resources.shutdown(0, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }
}
