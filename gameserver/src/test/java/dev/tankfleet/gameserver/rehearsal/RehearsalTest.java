package dev.tankfleet.gameserver.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.gameserver.host.HostIdentity;
import dev.tankfleet.gameserver.input.InputMeters;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.memory.MemoryRouteStore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class RehearsalTest {
    private static final String INSTANCE = "i1";
    private static final String MATCH = "rehearsal-" + INSTANCE;

    private final MemoryHub hub = MemoryHub.create(Lawbook.standard());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void sendsAWholeDriveAndLeavesNoRouteBehind() throws InterruptedException {
        var gateway = hub.leaf("eu").connect(Role.GATEWAY, "rehearsal");
        BusGatewayLink.create(gateway, "rehearsal", (matchId, body) -> heard.add(matchId));
        var routes = MemoryRouteStore.create();

        assertThat(rehearsal(routes).play()).isTrue();

        for (int state = 0; state < Rehearsal.TICKS; state++) {
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(MATCH);
        }
        assertThat(routes.find(MATCH)).isEmpty();
    }

    @Test
    void saysThatTheStoreIsAway() {
        assertThat(rehearsal(new StoreThatIsAway()).play()).isFalse();
    }

    private Rehearsal rehearsal(RouteStore routes) {
        var bus = hub.leaf("eu").connect(Role.GAME_SERVER, "eu-1");
        return new Rehearsal(
                new HostIdentity(
                        "eu-1",
                        INSTANCE,
                        "eu",
                        RotatingSecret.of("a key of the region, long enough")),
                SeatConfig.STANDARD,
                BusServerLink.create(bus),
                routes,
                new InputMeters(new SimpleMeterRegistry()),
                InstantSource.system(),
                System::nanoTime);
    }
}
