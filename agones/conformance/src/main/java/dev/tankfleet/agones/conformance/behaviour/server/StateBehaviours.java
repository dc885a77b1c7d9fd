package dev.tankfleet.agones.conformance.behaviour.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.RawHealth;
import dev.tankfleet.agones.conformance.grpc.RawWatch;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;

import java.time.Duration;

/** The states that a game server asks for. */
public final class StateBehaviours {
    private static final String CONTROLLER = "pkg/gameservers/controller.go";
    private static final String SIDECAR = "pkg/sdkserver/sdkserver.go";
    private static final String SEEN = "seen";

    /** From one sign of life to the next, several times in a second that one is due. */
    private static final Duration SIGNS = Duration.ofMillis(180);

    private StateBehaviours() {}

    @Says(
            value = "Ready() makes an Allocated server RequestReady and then Ready",
            source = CONTROLLER)
    static void readyByWayOfRequestReady(Scene scene) {
        Server server = scene.allocatedServer("a");
        RawWatch watch = server.watch();

        server.sidecar().ready().orFail();

        server.await(State.READY);
        scene.eventually("the watch tells Ready", () -> watch.states().contains("Ready"));
        assertThat(watch.states()).containsExactly("Allocated", "RequestReady", "Ready");
    }

    @Says(
            value = "A state call answers when it is queued, a flush before it is written",
            source = SIDECAR)
    static void callsAnswerBeforeTheyAreWritten(Scene scene) {
        var seen =
                scene.promptly(
                        scene::server,
                        server -> {
                            server.sidecar().allocate().orFail();
                            return server.state();
                        });

        assertThat(seen.value()).isEqualTo(State.READY);
        seen.server().await(State.ALLOCATED);
    }

    @Says(
            value = "Of several state calls within one flush only the last is written",
            source = SIDECAR)
    static void lastCallWins(Scene scene) {
        var seen =
                scene.promptly(
                        scene::server,
                        server -> {
                            var watch = server.watch();
                            server.sidecar().reserve(0).orFail();
                            server.sidecar().allocate().orFail();
                            return watch;
                        });

        seen.server().await(State.ALLOCATED);
        assertThat(seen.value().states()).doesNotContain("Reserved");
    }

    @Says(value = "Ready() after Allocate() within one flush gives a Ready server", source = SEEN)
    static void readyAfterAllocateWins(Scene scene) {
        var watch =
                scene.promptly(
                                scene::server,
                                server -> {
                                    var opened = server.watch();
                                    server.sidecar().allocate().orFail();
                                    server.sidecar().ready().orFail();
                                    return opened;
                                })
                        .value();

        scene.eventually("Ready once more", () -> watch.states().size() == 3);
        assertThat(watch.states()).containsExactly("Ready", "RequestReady", "Ready");
    }

    @Says(value = "Allocate() sets the time of the last allocation", source = SIDECAR)
    static void allocateSetsLastAllocated(Scene scene) {
        Server server = scene.server();
        assertThat(server.view().lastAllocated()).isEmpty();

        server.sidecar().allocate().orFail();

        server.await(State.ALLOCATED);
        assertThat(server.view().lastAllocated()).isPresent();
    }

    @Says(value = "Allocate() on an Allocated server renews that time", source = SEEN)
    static void allocateRenewsLastAllocated(Scene scene) {
        Server server = scene.allocatedServer("a");
        var first = server.view().lastAllocated();

        server.sidecar().allocate().orFail();

        scene.eventually("a newer time", () -> !server.view().lastAllocated().equals(first));
        assertThat(server.lastAllocated()).isAfter(first.orElseThrow());
    }

    @Says(
            value = "Allocate() leaves the annotations of the last allocation as they are",
            source = SEEN)
    static void allocateKeepsAnnotations(Scene scene) {
        Server server = scene.allocatedServer("a");
        var first = server.view().lastAllocated();

        server.sidecar().allocate().orFail();

        scene.eventually("a newer time", () -> !server.view().lastAllocated().equals(first));
        assertThat(server.view().annotations()).containsEntry("intent", "a");
    }

    @Says(
            value = "A server that returns keeps annotations and time of its last allocation",
            source = SEEN)
    static void returnKeepsAnnotations(Scene scene) {
        Server server = scene.allocatedServer("a");
        var last = server.view().lastAllocated();

        server.sidecar().ready().orFail();

        server.await(State.READY);
        assertThat(server.view().annotations()).containsEntry("intent", "a");
        assertThat(server.view().lastAllocated()).isEqualTo(last);
    }

    @Says(
            value = "A server that returns keeps what its counters hold",
            source = "site docs: Integration Patterns")
    static void returnKeepsCounters(Scene scene) {
        Server server = scene.allocatedServer(scene.plan().withCounter("rooms", 2, 4), "a");

        server.sidecar().ready().orFail();

        server.await(State.READY);
        assertThat(server.view().counters()).containsEntry("rooms", new GameServer.Counter(2, 4));
    }

    @Says(value = "Ready() on a Ready server makes it RequestReady for a moment", source = SEEN)
    static void readyAgainIsNoPause(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        server.sidecar().ready().orFail();

        scene.eventually("RequestReady", () -> watch.states().contains("RequestReady"));
        server.await(State.READY);
    }

    @Says(
            value = "A Ready() that is still queued when a server is allocated takes it back",
            source = SEEN)
    static void queuedReadyUndoesAllocation(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        // The allocation has to land before the flush; on a slow machine it may come after it.
        for (int tries = 0; tries < 20; tries++) {
            var answer = scene.allocateLater(scene.intent(scene.ask(), "try-" + tries));
            server.sidecar().ready().orFail();
            boolean isAllocated = answer.join().isOk();
            scene.staysSo("the server is there", () -> !server.isGone());
            if (isAllocated && server.state() == State.READY) {
                assertThat(watch.states()).containsSubsequence("Allocated", "RequestReady");
                return;
            }
            if (server.state() == State.ALLOCATED) {
                server.sidecar().ready().orFail();
                server.await(State.READY);
            }
        }
        throw new AssertionError("no queued Ready() took an allocation back");
    }

    @Says(
            value = "The allocation API never picks a Reserved server",
            source = "pkg/gameserverallocations/find.go")
    static void reservedIsNotAllocated(Scene scene) {
        Server server = scene.server();
        server.sidecar().reserve(0).orFail();
        server.await(State.RESERVED);

        assertThat(scene.allocate(scene.ask()).code()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(server.state()).isEqualTo(State.RESERVED);
    }

    @Says(value = "Reserve(n) makes the server Ready after n seconds", source = SIDECAR)
    static void reservationEndsInReady(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        server.sidecar().reserve(1).orFail();

        server.await(State.RESERVED);
        server.await(State.READY);
        scene.eventually("the watch tells Ready", () -> watch.states().getLast().equals("Ready"));
        assertThat(watch.states()).containsSubsequence("Reserved", "RequestReady");
    }

    @Says(value = "Reserve(0) keeps the server Reserved", source = SIDECAR)
    static void reservationWithoutTimeStays(Scene scene) {
        Server server = scene.server();

        server.sidecar().reserve(0).orFail();

        server.await(State.RESERVED);
        scene.staysSo("the server is Reserved", () -> server.state() == State.RESERVED);
    }

    @Says(value = "Allocate() ends a reservation and its timer", source = SIDECAR)
    static void allocateEndsReservation(Scene scene) {
        Server server = scene.server();
        server.sidecar().reserve(1).orFail();
        server.await(State.RESERVED);

        server.sidecar().allocate().orFail();

        server.await(State.ALLOCATED);
        // The reservation's second, and the flush in which its end would be written.
        Duration time = Duration.ofSeconds(1).plus(scene.agones().rhythm().flush().multipliedBy(3));
        scene.staysSo("the server is Allocated", time, () -> server.state() == State.ALLOCATED);
    }

    @Says(
            value = "Shutdown() makes the server Shutdown, and then it is deleted",
            source = CONTROLLER)
    static void shutdownDeletes(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        server.sidecar().shutdown().orFail();

        server.awaitGone();
        scene.eventually(
                "the watch tells the end",
                () -> watch.messages().getLast().getObjectMeta().getDeletionTimestamp() > 0);
        assertThat(watch.states()).contains("Shutdown");
    }

    @Says(
            value = "A server that misses failureThreshold signs of life is Unhealthy",
            source = "pkg/sdkserver/sdkserver.go (with a probe of /gshealthz)")
    static void silenceMakesUnhealthy(Scene scene) {
        Server server = scene.server(quick(scene));

        server.await(State.UNHEALTHY);
    }

    @Says(value = "A server that gives signs of life stays as it is", source = SIDECAR)
    static void signsOfLifeKeepHealthy(Scene scene) {
        Server server = scene.server(quick(scene));
        RawHealth health = server.sidecar().health();

        long endNs = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (System.nanoTime() < endNs) {
            health.sign();
            scene.staysSo("the server is Ready", SIGNS, () -> server.state() == State.READY);
        }
        health.finish();
    }

    @Says(value = "An Unhealthy server is not made Ready any more", source = SIDECAR)
    static void unhealthyIsForGood(Scene scene) {
        Server server = scene.server(quick(scene));
        server.await(State.UNHEALTHY);

        server.sidecar().ready().orFail();

        scene.staysSo("the server is Unhealthy", () -> server.state() == State.UNHEALTHY);
    }

    /** Two misses within two seconds are too many. */
    private static ServerPlan quick(Scene scene) {
        return scene.plan()
                .withHealth(
                        new GameServer.Health(
                                false, Duration.ofSeconds(1), 2, Duration.ofSeconds(0)));
    }
}
