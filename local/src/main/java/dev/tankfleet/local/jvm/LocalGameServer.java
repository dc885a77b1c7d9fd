package dev.tankfleet.local.jvm;

import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.gameserver.GameServer;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gameserver.GameServerPorts;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.route.RouteStore;

/**
 * One game server as the emulated Agones sees a pod. Launched and stopped on virtual threads of the
 * emulator.
 */
final class LocalGameServer implements RunningGameServer {
    private final GameServer server;
    private final ServerLink link;
    private final Bus bus;
    private final OpsPort ops;
    private final Runnable onStopped;

    private LocalGameServer(
            GameServer server, ServerLink link, Bus bus, OpsPort ops, Runnable onStopped) {
        this.server = server;
        this.link = link;
        this.bus = bus;
        this.ops = ops;
        this.onStopped = onStopped;
    }

    /**
     * Starts the server; bus, link and ops port become its own.
     *
     * @param onStopped called once it is down
     */
    static LocalGameServer launch(
            GameServerConfig config,
            SdkConfig sdk,
            Bus bus,
            RouteStore routes,
            OpsPort ops,
            Runnable onStopped) {
        var link = BusServerLink.create(bus);
        var sidecar = AgonesSidecar.connect(sdk, config.overflowLabel());
        var server =
                GameServer.start(
                        config,
                        GameServerPorts.onSystemClocks(bus, link, routes, sidecar, ops.meters()));
        ops.toReady();
        return new LocalGameServer(server, link, bus, ops, onStopped);
    }

    @Override
    public void stop() {
        server.close();
        link.close();
        bus.close();
        ops.close();
        onStopped.run();
    }
}
