package dev.tankfleet.matchmaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.identity.KeySource;
import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.page.PageConfig;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.client.ProxyTrust;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;
import dev.tankfleet.testkit.time.Eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * A matchmaker on a database of its own, and the game servers that a test gives it. Owned by one
 * test.
 */
final class Fleet implements AutoCloseable {
    static final URI PAGE = URI.create("http://play.test:8090");
    static final TestTokens TOKENS = TestTokens.create();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As by default, but a test that stalls may still answer late. */
    private static final CommandConfig LATE_IS_VERY_LATE =
            new CommandConfig(
                    Duration.ofMillis(150), Duration.ofSeconds(1), PATIENCE.multipliedBy(2), 2_000);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final MemoryHub hub = MemoryHub.create(Lawbook.standard());
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TestDatabase database = TestPostgres.freshDatabase();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ScriptedServer> servers = new ArrayList<>();
    private final Matchmaker matchmaker;

    private Fleet(ScriptedAllocator allocator, int slots, FindConfig find, CommandConfig command) {
        this(null, allocator, slots, find, command, GeoIpConfig.NONE, ProxyTrust.NONE);
    }

    private Fleet(
            @Nullable Bus ownBus,
            ScriptedAllocator allocator,
            int slots,
            FindConfig find,
            CommandConfig command,
            GeoIpConfig geoIp,
            ProxyTrust proxies) {
        var bus = ownBus == null ? hub.connect(Role.MATCHMAKER, "matchmaker-1") : ownBus;
        matchmaker =
                Matchmaker.start(
                        config(slots, find, command, geoIp, proxies),
                        new MatchmakerParts(
                                bus,
                                allocator,
                                KeySource.of(TOKENS.keySet()),
                                Locator.unknown(),
                                registry));
    }

    /** Nothing can be allocated, and players may find as often as they like. */
    static Fleet start() {
        return start(new ScriptedAllocator(), 0);
    }

    static Fleet start(ScriptedAllocator allocator, int slots) {
        return start(allocator, slots, 1_000);
    }

    static Fleet start(ScriptedAllocator allocator, int slots, int findsBurst) {
        return new Fleet(allocator, slots, findsOf(findsBurst), LATE_IS_VERY_LATE);
    }

    /** Knows where addresses are, and may stand behind proxies. */
    static Fleet locating(GeoIpConfig geoIp, ProxyTrust proxies) {
        return locating(geoIp, proxies, findsOf(1_000));
    }

    static Fleet locating(GeoIpConfig geoIp, ProxyTrust proxies, FindConfig find) {
        return new Fleet(null, new ScriptedAllocator(), 0, find, LATE_IS_VERY_LATE, geoIp, proxies);
    }

    /** Speaks over a connection of the test's own instead of the bus in memory. */
    static Fleet over(Bus bus) {
        return new Fleet(
                bus,
                new ScriptedAllocator(),
                0,
                findsOf(1_000_000),
                LATE_IS_VERY_LATE,
                GeoIpConfig.NONE,
                ProxyTrust.NONE);
    }

    /** Waits much longer for game servers than a real one would. */
    static Fleet patient() {
        var patient =
                new CommandConfig(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        100);
        return commanding(patient);
    }

    /** Speaks to game servers within these limits. */
    static Fleet commanding(CommandConfig command) {
        return new Fleet(new ScriptedAllocator(), 0, findsOf(1_000), command);
    }

    /** A server that the matchmaker knows when this returns. */
    ScriptedServer server(String region, String name, int maxMatches) {
        var server = ScriptedServer.start(hub, region, name, maxMatches);
        servers.add(server);
        int before = live();
        server.announce();
        eventually(() -> live() == before + 1);
        return server;
    }

    int live() {
        return (int) registry.get("matchmaker.server.live").gauge().value();
    }

    URI url(String path) {
        return matchmaker.url().resolve(path);
    }

    Answer find(String player) {
        return find(
                player, "{\"user_id\":\"%s\",\"game_mode\":\"free_for_all\"}".formatted(player));
    }

    Answer find(String player, String body, String... headers) {
        var request = HttpRequest.newBuilder(url("/matchmaking/find"));
        request.header("Authorization", "Bearer " + TOKENS.of(player));
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    Answer get(String path, String... headers) {
        var request = HttpRequest.newBuilder(url(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs the same thing for many at the same moment. */
    static <T> List<T> atOnce(List<Callable<T>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something is so, and fails if it does not come to be. */
    static void eventually(BooleanSupplier isSo) {
        Eventually.eventuallyTrue(PATIENCE, "what the test waits for", isSo);
    }

    /** One number out of this fleet's database. */
    long count(String query) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        matchmaker.close();
        servers.forEach(ScriptedServer::close);
        hub.close();
        http.close();
    }

    private MatchmakerConfig config(
            int slots,
            FindConfig find,
            CommandConfig command,
            GeoIpConfig geoIp,
            ProxyTrust proxies) {
        return new MatchmakerConfig(
                "127.0.0.1",
                0,
                List.of(PAGE),
                proxies.trustedProxies(),
                proxies.preambleSenders(),
                512,
                new DatabaseConfig(
                        database.jdbcUrl(), database.user(), Secret.of(database.password()), 8),
                new MatchmakerConfig.TokenConfig(TestTokens.ISSUER, TestTokens.AUDIENCE),
                new RegionTable(
                        List.of(
                                new Region("eu", "Frankfurt", new Position(50.1, 8.7), null),
                                new Region("us", "Ashburn", new Position(39.0, -77.5), null))),
                geoIp,
                find,
                ScoringConfig.DEFAULT,
                command,
                WarmSlotsConfig.ofSlots(slots),
                ScalingConfig.OFF,
                new PageConfig("web", URI.create("http://127.0.0.1:8888")));
    }

    private static FindConfig findsOf(int burst) {
        return new FindConfig(
                List.of("free_for_all=16", "duel=2"),
                1,
                burst,
                1_000,
                10_000,
                Duration.ofMinutes(1),
                100);
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        String code() {
            return text("code");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
