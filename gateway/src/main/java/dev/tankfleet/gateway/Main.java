package dev.tankfleet.gateway;

import dev.tankfleet.bus.BusMeters;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.process.run.ServiceProcess;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;

import java.time.Duration;

/**
 * A gateway as a process of its own, configured by the environment: that of {@link GatewayConfig},
 * {@code NATS_…} and {@code REDIS_…}. Its thread starts everything and then waits.
 */
public final class Main {
    private static final int OPS_PORT = 8003;
    private static final Duration CLIENTS_STOP_MAX = Duration.ofSeconds(7);
    private static final Duration PART_STOP_MAX = Duration.ofSeconds(2);

    private Main() {}

    /** Runs until a signal ends it. */
    public static void main(String[] arguments) {
        var stopMax = CLIENTS_STOP_MAX.plus(PART_STOP_MAX).plus(PART_STOP_MAX);
        ServiceProcess.run("gateway", OPS_PORT, stopMax, Main::start);
    }

    private static void start(ServiceProcess process) throws Exception {
        var config = process.settings().bind(GatewayConfig.class, "").startedAnew();
        var nats = process.settings().bind(NatsConfig.class, "nats");
        var redis = process.settings().bind(RedisConfig.class, "redis");
        var id = config.gatewayId();

        var routes = RedisRouteStore.connect(redis);
        process.keep("routes", PART_STOP_MAX, routes::close);
        var bus = NatsBus.connect(nats, Lawbook.standard(), Role.GATEWAY, id);
        process.keep("bus", PART_STOP_MAX, bus::close);
        BusMeters.bind(bus, process.meters());
        process.ready().require("bus", bus::isConnected);
        var gateway =
                Gateway.start(
                        config,
                        handler -> BusGatewayLink.create(bus, id, handler),
                        routes,
                        process.meters());
        process.keep("gateway", CLIENTS_STOP_MAX, gateway::close);
    }
}
