package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.kubernetes.gameserver.GameServer;

import io.fabric8.kubernetes.client.utils.Serialization;

/** Resources as somebody would write them; pure. */
final class Samples {
    private Samples() {}

    /** A GameServer in that state, as one that nobody controls may be written. */
    static GameServer gameServer(String name, String state) {
        return Serialization.unmarshal(
                """
                apiVersion: agones.dev/v1
                kind: GameServer
                metadata: {name: %s}
                spec:
                  ports: [{name: default, portPolicy: Dynamic, containerPort: 7654}]
                  template: {spec: {containers: [{name: game, image: example.org/game}]}}
                status: {state: %s, nodeName: node-of-%s}
                """
                        .formatted(name, state, name),
                GameServer.class);
    }
}
