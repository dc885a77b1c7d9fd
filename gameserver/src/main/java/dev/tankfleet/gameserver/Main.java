package dev.tankfleet.gameserver;

import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.BusMeters;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.process.run.ServiceProcess;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;

import java.time.Duration;

/**
 * A game server as a process of its own, configured by the environment: that of {@link
 * GameServerConfig}, {@code NATS_…}, {@code REDIS_…}, and the port of its Agones sidecar. Its
 * thread starts everything and then waits.
 */
public final class Main {
    private static final int OPS_PORT = 8001;

    /** On top of the time that running matches get. */
    private static final Duration SERVER_STOP_MAX = Duration.ofSeconds(8);

    private static final Duration PART_STOP_MAX = Duration.ofSeconds(1);

    private Main() {}

    /** Runs until a signal ends it. */
    public static void main(String[] arguments) {
        // Longer than any drain: what bounds a pod is its grace period.
        var stopMax = Duration.ofHours(2);
        ServiceProcess.run("gameserver", OPS_PORT, stopMax, Main::start);
    }

    private static void start(ServiceProcess process) {
        var config = process.settings().bind(GameServerConfig.class, "");
        var nats = process.settings().bind(NatsConfig.class, "nats");
        var redis = process.settings().bind(RedisConfig.class, "redis");
        var sdk = SdkConfig.fromEnvironment(System.getenv());

        var routes = RedisRouteStore.connect(redis);
        process.keep("routes", PART_STOP_MAX, routes::close);
        var bus = NatsBus.connect(nats, Lawbook.standard(), Role.GAME_SERVER, config.serverId());
        process.keep("bus", PART_STOP_MAX, bus::close);
        BusMeters.bind(bus, process.meters());
        var link = BusServerLink.create(bus);
        process.keep("link", PART_STOP_MAX, link::close);
        var sidecar = AgonesSidecar.connect(sdk, config.overflowLabel());
        var server =
                GameServer.start(
                        config,
                        GameServerPorts.onSystemClocks(
                                bus, link, routes, sidecar, process.meters()));
        process.keep("game server", config.host().drainMax().plus(SERVER_STOP_MAX), server::close);
        // While Agones hears that we are here; nothing depends on it.
        server.rehearse();
    }
}
