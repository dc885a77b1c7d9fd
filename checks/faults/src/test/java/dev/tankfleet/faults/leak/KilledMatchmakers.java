package dev.tankfleet.faults.leak;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.faults.road.NatsRoads;
import dev.tankfleet.local.process.child.ChildProcess;
import dev.tankfleet.local.process.child.Children;
import dev.tankfleet.local.process.child.ServiceJars;
import dev.tankfleet.local.process.child.ServicePrograms.Service;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.postgres.TestDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Matchmakers as processes of their own, all at one address, that end with a kill -9. They find the
 * keys of {@link Passports} where auth would show them.
 */
final class KilledMatchmakers implements Matchmakers {
    private static final Path HOME = Path.of("..", "..");
    private static final String NAME = "matchmaker";
    private static final String KEYS_PATH = "/.well-known/jwks.json";
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration PROBE_MAX = Duration.ofSeconds(1);
    private static final int HTTP_OK = 200;

    private final Children children;
    private final HttpServer keys;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.next();
    private final int opsPort = FreePorts.next();
    private final Map<String, String> environment;

    private ChildProcess life;

    /** Nobody lives yet. */
    KilledMatchmakers(
            Path folder,
            NatsRoads roads,
            Territory territory,
            TestDatabase database,
            Passports passports) {
        // One that lives for seconds is better off with code that is compiled quickly.
        children =
                new Children(
                        folder, ServiceJars.under(HOME, false).with("-XX:TieredStopAtLevel=1"));
        keys = show(passports);
        var regions = writeRegions(folder, territory);
        environment = new HashMap<>(roads.centreEnvironment(Territory.MATCHMAKER));
        environment.put("MATCHMAKER_ID", Territory.MATCHMAKER);
        environment.put("MATCHMAKER_HOST", "127.0.0.1");
        environment.put("MATCHMAKER_PORT", Integer.toString(port));
        environment.put("MATCHMAKER_DATABASE_URL", database.jdbcUrl());
        environment.put("MATCHMAKER_DATABASE_USER", database.user());
        environment.put("MATCHMAKER_DATABASE_PASSWORD", database.password());
        environment.put("MATCHMAKER_TOKEN_ISSUER", Passports.ISSUER);
        environment.put("MATCHMAKER_TOKEN_AUDIENCE", Passports.AUDIENCE);
        environment.put(
                "MATCHMAKER_KEYS_URL",
                "http://127.0.0.1:" + keys.getAddress().getPort() + KEYS_PATH);
        environment.put("MATCHMAKER_REGIONS_FILE", regions.toAbsolutePath().toString());
        environment.put("MATCHMAKER_ALLOCATION_DEADLINE", millis(Territory.ALLOCATION_DEADLINE));
        var finds = Integer.toString(FINDS_MAX);
        environment.put("MATCHMAKER_FIND_FINDS_PER_SECOND", finds);
        environment.put("MATCHMAKER_FIND_FINDS_BURST", finds);
        environment.put("MATCHMAKER_FIND_SOURCE_FINDS_PER_SECOND", finds);
        environment.put("MATCHMAKER_FIND_SOURCE_FINDS_BURST", finds);
        environment.put("MATCHMAKER_FIND_TICKETS_MAX", Integer.toString(TICKETS_MAX));
        environment.put("MATCHMAKER_WARM_SLOTS", Integer.toString(SLOTS));
        environment.put("MATCHMAKER_WARM_IN_FLIGHT_MAX", Integer.toString(IN_FLIGHT_MAX));
        environment.put("MATCHMAKER_WARM_CYCLE", millis(CYCLE));
        environment.put("MATCHMAKER_WARM_SURPLUS_FOR", millis(SURPLUS_FOR));
        environment.put("MATCHMAKER_PAGE_AUTH_URL", "http://127.0.0.1:8888");
    }

    @Override
    public void begin() {
        life = children.startOnce(Service.MATCHMAKER, NAME, opsPort, environment);
    }

    @Override
    public boolean isUp() {
        var probe =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort + "/ready"))
                        .timeout(PROBE_MAX)
                        .build();
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException e) {
            if (!children.running().containsKey(NAME)) {
                throw new IllegalStateException("the matchmaker ended by itself", e);
            }
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while probing", e);
        }
    }

    @Override
    public void die() {
        var process = children.running().get(NAME);
        if (process == null || !process.destroyForcibly()) {
            throw new IllegalStateException("the matchmaker cannot be killed: " + process);
        }
        process.onExit().join();
        children.forget(NAME);
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        if (life != null) {
            life.stop(STOP_MAX);
        }
        children.close();
        keys.stop(0);
        http.shutdownNow();
    }

    private static HttpServer show(Passports passports) {
        var body = passports.keysJson().getBytes(StandardCharsets.UTF_8);
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    KEYS_PATH,
                    exchange -> {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(HTTP_OK, body.length);
                        try (var out = exchange.getResponseBody()) {
                            out.write(body);
                        }
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path writeRegions(Path folder, Territory territory) {
        var root = Json.object();
        var entry = root.putArray("regions").addObject();
        entry.put("region", Territory.REGION).put("city", "Frankfurt");
        entry.put("lat", 50.1).put("lon", 8.7);
        var labels = entry.putObject("labels");
        Territory.LABELS.forEach(labels::put);
        entry.putObject("allocator")
                .put("host", "127.0.0.1")
                .put("port", territory.emulator.allocatorPort());
        try {
            return Files.write(folder.resolve("regions.json"), Json.write(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
