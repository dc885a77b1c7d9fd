package dev.tankfleet.gameserver.lifecycle.agones;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.gameserver.lifecycle.Sidecar;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Counters on a Fleet that is not as ours is. */
@Timeout(60)
final class AgonesSidecarIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ServerTemplate NONE = ServerTemplate.withLabels(Map.of());

    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("counters"));

    @AfterEach
    void closes() {
        emulator.close();
    }

    @Test
    void goesOnTellingTheCounterThatThereIs() {
        try (var sidecar = connect(NONE.withCounter("matches", 0, 4))) {
            assertThat(sidecar.count(1, 3)).isEqualTo(Sidecar.Heard.YES);
            awaitCount("matches", 1);

            assertThat(sidecar.count(0, 0)).isEqualTo(Sidecar.Heard.YES);

            awaitCount("matches", 0);
        }
    }

    @Test
    void tellsTheNextCountAfterOneThatDidNotFit() {
        var template = NONE.withCounter("matches", 0, 4).withCounter("players", 0, 2);
        try (var sidecar = connect(template)) {
            sidecar.count(1, 2);
            awaitCount("players", 2);

            assertThat(sidecar.count(1, 3)).isEqualTo(Sidecar.Heard.YES);
            assertThat(sidecar.count(0, 0)).isEqualTo(Sidecar.Heard.YES);

            awaitCount("players", 0);
            awaitCount("matches", 0);
        }
    }

    @Test
    void isServedWithoutAnyCounter() {
        try (var sidecar = connect(NONE)) {
            assertThat(sidecar.count(1, 3)).isEqualTo(Sidecar.Heard.YES);
            assertThat(sidecar.ready()).isEqualTo(Sidecar.Heard.YES);
        }
    }

    @Test
    void isNotHeardWhileTheSidecarIsAway() {
        try (var sidecar = connect(NONE.withCounter("matches", 0, 4))) {
            sidecar.count(0, 0);

            emulator.order(new Fault.SidecarDown("dev"));

            assertThat(sidecar.count(1, 3)).isEqualTo(Sidecar.Heard.NO);
        }
    }

    private Sidecar connect(ServerTemplate template) {
        int port = emulator.createGameServer("dev", template);
        return AgonesSidecar.connect(SdkConfig.onPort(port), "overflow");
    }

    private void awaitCount(String counter, long count) {
        eventuallyTrue(
                SOON,
                counter + " is " + count,
                () ->
                        Objects.requireNonNull(
                                                emulator.gameServers()
                                                        .getFirst()
                                                        .counters()
                                                        .get(counter))
                                        .count()
                                == count);
    }
}
