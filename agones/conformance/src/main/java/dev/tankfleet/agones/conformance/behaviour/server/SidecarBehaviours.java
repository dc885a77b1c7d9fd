package dev.tankfleet.agones.conformance.behaviour.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.RawHealth;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.sdk.GameServer.State;

/** What becomes of a game server when its sidecar dies. */
public final class SidecarBehaviours {
    private static final String SEEN = "seen";

    private SidecarBehaviours() {}

    @Says(value = "The stream of signs of life ends when the sidecar dies", source = SEEN)
    static void healthEndsWithIt(Scene scene) {
        Server server = scene.server();
        RawHealth health = server.sidecar().health();
        health.sign();
        server.sidecar().gameServer().orFail();

        server.killSidecar();

        scene.eventually("the stream ends", () -> health.end() != null);
        assertThat(health.end()).isEqualTo("UNAVAILABLE");
    }

    @Says(value = "A sidecar that dies loses what it had answered and not written", source = SEEN)
    static void losesWhatIsQueued(Scene scene) {
        Server server = scene.allocatedServer("a");

        server.sidecar().ready().orFail();
        server.killSidecar();
        server.startSidecar();

        scene.staysSo("the server is Allocated", () -> server.state() == State.ALLOCATED);
    }

    @Says(value = "A reservation ends in time though its sidecar was started anew", source = SEEN)
    static void keepsReservations(Scene scene) {
        Server server = scene.server();
        server.sidecar().reserve(1).orFail();
        server.await(State.RESERVED);

        server.killSidecar();
        server.startSidecar();

        server.await(State.READY);
    }
}
