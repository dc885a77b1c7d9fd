package dev.tankfleet.e2e.drop;

import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.e2e.Line;
import dev.tankfleet.gateway.Gateway;
import dev.tankfleet.gateway.GatewayConfig;
import dev.tankfleet.gateway.admission.AdmissionLimits;
import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.wire.WireLimits;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.route.redis.RedisRouteStore;
import dev.tankfleet.testkit.port.FreePorts;

import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One gateway between two lines, to its players and to the bus, that goes away and comes back at
 * the same address. Owned by the test's thread.
 */
final class House implements AutoCloseable {
    private static final Duration DRAIN_MAX = Duration.ofSeconds(2);

    private final Backbone backbone;
    private final MeterRegistry meters;
    private final RedisRouteStore routes;
    private final int port = FreePorts.next();
    private final Line players = Line.to(port, Duration.ZERO);
    private final Line toBus;

    private NatsBus bus;
    private Gateway gateway;

    House(Backbone backbone, MeterRegistry meters) {
        this.backbone = backbone;
        this.meters = meters;
        this.routes = backbone.routes();
        this.toBus = Line.to(backbone.leafPort(), Duration.ZERO);
    }

    /** Where players find it. */
    URI url() {
        return URI.create("ws://127.0.0.1:" + players.port());
    }

    /** The line to its players. */
    Line players() {
        return players;
    }

    /** Starts it, as a new process under a new id. */
    void open(List<URI> gateways) {
        toBus.up();
        players.up();
        var id = "gw-" + Long.toHexString(System.nanoTime());
        bus = backbone.gateway(toBus.port(), id);
        var config =
                new GatewayConfig(
                        id,
                        Backbone.REGION,
                        "127.0.0.1",
                        port,
                        gateways.stream().map(URI::toString).toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        DRAIN_MAX,
                        WireLimits.defaults(),
                        ConnectionLimits.defaults(),
                        AdmissionLimits.defaults());
        try {
            gateway =
                    Gateway.start(
                            config,
                            handler -> BusGatewayLink.create(bus, id, handler),
                            routes,
                            meters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as an update does: it says goodbye to everybody. */
    void shut() {
        gateway.close();
        bus.close();
    }

    /** Ends it as a power cut does: neither its players nor the bus hear a word. */
    void kill() {
        toBus.down();
        players.down();
        shut();
    }

    @Override
    public void close() {
        shut();
        players.close();
        toBus.close();
        routes.close();
    }
}
