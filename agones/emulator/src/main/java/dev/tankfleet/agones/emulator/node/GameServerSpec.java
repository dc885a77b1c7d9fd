package dev.tankfleet.agones.emulator.node;

import dev.tankfleet.agones.sdk.GameServer;

import java.util.List;
import java.util.Map;

/**
 * What a game server is told when it starts; in a pod these are its environment.
 *
 * @param name name of its GameServer
 * @param namespace namespace of its GameServer
 * @param sidecarPort port of its own sidecar on this machine, in a pod AGONES_SDK_GRPC_PORT; the
 *     one after it is AGONES_SDK_HTTP_PORT
 * @param ports ports that are reported for it
 * @param labels labels of its GameServer
 */
public record GameServerSpec(
        String name,
        String namespace,
        int sidecarPort,
        List<GameServer.Port> ports,
        Map<String, String> labels) {
    public GameServerSpec {
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
    }

    /** Port of its own sidecar for HTTP, in a pod AGONES_SDK_HTTP_PORT. */
    public int sidecarHttpPort() {
        return sidecarPort + 1;
    }
}
