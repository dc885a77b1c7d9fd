package dev.tankfleet.e2e.drop;

import dev.tankfleet.e2e.Line;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything between a player and his tank: accounts, matchmaker, two gateways, game server, on
 * real servers. Owned by the test's thread; players may ask from theirs where things are.
 */
final class RegionRig implements AutoCloseable {
    private final Logs logs;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Backbone backbone;
    private final List<House> houses;
    private final Servers servers;
    private final Centre centre;
    private final HttpClient http = HttpClient.newHttpClient();

    private RegionRig(Path folder) {
        logs = Logs.start(LogConfig.standard(folder.resolve("log"), "drops", LogLevel.INFO));
        backbone = Backbone.start(folder);
        houses = List.of(new House(backbone, meters), new House(backbone, meters));
        houses.forEach(house -> house.open(gateways()));
        var first = houses.getFirst().url();
        servers = Servers.start(backbone, first, meters);
        centre = Centre.start(folder, backbone, servers.allocator(), first, meters);
    }

    static RegionRig start(Path folder) {
        return new RegionRig(folder);
    }

    Backbone backbone() {
        return backbone;
    }

    Centre centre() {
        return centre;
    }

    URI auth() {
        return centre.auth();
    }

    URI matchmaker() {
        return centre.matchmaker();
    }

    List<House> houses() {
        return houses;
    }

    /** Where both gateways are. */
    List<URI> gateways() {
        return houses.stream().map(House::url).toList();
    }

    /** The line to the gateway at an address. */
    Line lineTo(URI gateway) {
        for (var house : houses) {
            if (house.url().equals(gateway)) {
                return house.players();
            }
        }
        throw new AssertionError(gateway + " is none of " + gateways());
    }

    /** A client whose connections nobody breaks. */
    HttpClient http() {
        return http;
    }

    /** Errors in the log of all processes. */
    long errors() {
        return logs.errors();
    }

    @Override
    public void close() {
        http.shutdownNow();
        centre.close();
        servers.close();
        houses.forEach(House::close);
        backbone.close();
        logs.close();
    }
}
