package dev.tankfleet.e2e.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.autoscaler.ActivePeriod;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.e2e.leak.Passports;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.testkit.postgres.TestPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The chain of every Fleet: the matchmaker decides while it lives, then the schedule, and the
 * matchmaker again when it is back; servers with players stay throughout.
 */
@Timeout(300)
final class AutoscalingIT {
    private static final int SLOTS = 2;
    private static final int READY_MIN = 2;
    private static final Duration SYNC = Duration.ofMillis(500);

    @Test
    void goesToTheNextEntryWhileTheMatchmakerIsAwayAndBack(@TempDir Path folder) throws Exception {
        var database = TestPostgres.freshDatabase();
        var passports = Passports.create();
        var scaling =
                new ScalingConfig(
                        true, "127.0.0.1", freePort(), READY_MIN, 20, Duration.ofMinutes(1));
        try (var region = AgonesRegion.start(folder, SLOTS)) {
            region.await(State.READY, SLOTS);
            Set<String> allocated;
            try (var _ = AgonesCentre.start(region, database, passports, SLOTS, scaling)) {
                region.await(State.ALLOCATED, SLOTS);
                allocated = names(region.in(State.ALLOCATED));
                region.emulator.createAutoscaler(chain(scaling.port()));

                decides(region, "Chain:matchmaker:Webhook", SLOTS + READY_MIN);
                region.await(State.READY, READY_MIN);
            }

            // It is gone, and its connections with it: the schedule wants room for one match.
            decides(region, "Chain:evening:Schedule", SLOTS + 1);
            assertThat(names(region.in(State.ALLOCATED))).isEqualTo(allocated);

            try (var _ = AgonesCentre.start(region, database, passports, SLOTS, scaling)) {
                decides(region, "Chain:matchmaker:Webhook", SLOTS + READY_MIN);
                assertThat(names(region.in(State.ALLOCATED))).isEqualTo(allocated);
            }
            assertThat(region.emulator.gameServers())
                    .noneMatch(server -> server.labels().containsKey(AgonesRegion.OVERFLOW));
        }
    }

    private static AutoscalerSpec chain(int port) {
        var hook =
                Policy.Webhook.at("http://127.0.0.1:" + port + "/autoscale/" + AgonesRegion.NAME);
        var evening =
                Policy.Schedule.between(
                        "2026-01-01T00:00:00Z",
                        "2126-01-01T00:00:00Z",
                        ActivePeriod.ALWAYS,
                        room(SLOTS + 1));
        return AutoscalerSpec.of(
                        AgonesRegion.FLEET,
                        new Policy.Chain(
                                List.of(
                                        new Policy.Entry("matchmaker", hook),
                                        new Policy.Entry("evening", evening),
                                        new Policy.Entry("matches", room(SLOTS)))))
                .withSync(SYNC);
    }

    /** The servers have room for one match each, and nobody plays. */
    private static Policy.Room room(int free) {
        return Policy.Room.inCounter("matches", Amount.of(free), free, 40);
    }

    private static void decides(AgonesRegion region, String policy, int replicas) throws Exception {
        eventually(
                AgonesRegion.SOON,
                () -> {
                    assertThat(
                                    region.emulator
                                            .autoscalerStatus(AgonesRegion.FLEET)
                                            .lastAppliedPolicy())
                            .isEqualTo(policy);
                    assertThat(region.emulator.fleetSpec(AgonesRegion.FLEET).replicas())
                            .isEqualTo(replicas);
                });
    }

    private static Set<String> names(List<GameServer> servers) {
        return servers.stream().map(GameServer::name).collect(Collectors.toSet());
    }

    /** The webhook's address outlives the matchmaker. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
