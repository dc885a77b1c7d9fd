package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.route.memory.MemoryRouteStore;
import dev.tankfleet.testkit.time.Eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How a gateway ends, and how it fails to begin. */
final class StopIT {
    private static final Duration THREADS_END_MAX = Duration.ofSeconds(5);

    @Test
    void sendsClientsElsewhereWhenItStops() throws Exception {
        var region = TestRegion.start();
        var owner = region.match("m-1");
        var playing = region.join("m-1");
        var waiting = region.connect();

        region.gateway().close();

        assertThat(playing.closeCode()).isEqualTo(1012);
        assertThat(waiting.closeCode()).isEqualTo(1012);
        assertThat(owner.nextLeave().slot()).isZero();
        region.close();
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        var region = TestRegion.start();
        var owner = region.match("m-1");
        region.join("m-1");
        owner.fallSilent();
        region.connect().send(TestRegion.auth("m-1", region.token("m-1")));
        owner.nextJoin();
        owner.nextJoin();

        region.close();

        awaitNoThread();
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            var config = GatewayConfig.of("gw-1", "eu", "0.0.0.0", port, List.of());

            assertThatThrownBy(
                            () ->
                                    Gateway.start(
                                            config,
                                            StopIT::unexpected,
                                            MemoryRouteStore.create(),
                                            new SimpleMeterRegistry()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port);
            awaitNoThread();
        }
    }

    private static GatewayLink unexpected(GatewayLink.StateHandler handler) {
        throw new AssertionError("the link was opened before the port: " + handler);
    }

    /** Netty has one that tells of the end of others, and lives for a second after that. */
    private static void awaitNoThread() throws Exception {
        Eventually.eventually(THREADS_END_MAX, () -> assertThat(threads()).isEmpty());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("gateway-") || name.startsWith("globalEvent"))
                .collect(Collectors.toSet());
    }
}
