package dev.tankfleet.gameserver;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.gameserver.lifecycle.Sidecar;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.route.RouteStore;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a game server stands on. Bus, link and routes stay the caller's; the sidecar becomes the
 * server's.
 *
 * @param bus connection of the role {@code GAME_SERVER} under the server's id
 * @param link the server's end of the link
 * @param routes routes of its region
 * @param sidecar line to Agones; the server closes it
 * @param meters where to count
 * @param wallClock time of day
 * @param nanoClock time that only rises, in ns
 * @param random for jitter; no secret depends on it
 */
public record GameServerPorts(
        Bus bus,
        ServerLink link,
        RouteStore routes,
        Sidecar sidecar,
        MeterRegistry meters,
        InstantSource wallClock,
        LongSupplier nanoClock,
        RandomGenerator random) {

    /** Ports with the clocks of this machine. */
    public static GameServerPorts onSystemClocks(
            Bus bus, ServerLink link, RouteStore routes, Sidecar sidecar, MeterRegistry meters) {
        return new GameServerPorts(
                bus,
                link,
                routes,
                sidecar,
                meters,
                InstantSource.system(),
                System::nanoTime,
                RandomGenerator.getDefault());
    }
}
