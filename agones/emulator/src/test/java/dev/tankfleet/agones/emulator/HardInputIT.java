package dev.tankfleet.agones.emulator;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/** Whatever somebody hands to the emulator: a clear refusal, and the cluster goes on. */
@Timeout(120)
final class HardInputIT {
    /** Below those that other emulators draw at random. */
    private static final int FIRST_PORT = 15_000;

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final ServerTemplate TEMPLATE = ServerTemplate.withLabels(Map.of("build", "7"));
    private static final Policy POLICY = new Policy.Buffer(Amount.of(1), 1, 5);

    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("hard"));

    @AfterEach
    void goesOnWhateverCame() {
        emulator.createSimulatedFleet(FleetSpec.of("after", 1, TEMPLATE));
        eventuallyTrue(
                SOON,
                "a server is Ready",
                () ->
                        emulator.gameServers().stream()
                                .anyMatch(
                                        server ->
                                                server.name().startsWith("after")
                                                        && server.state() == State.READY));
        emulator.close();
    }

    @Test
    void refusesTimesThatCannotBeCountedWith() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoscalerSpec.of("tanks", POLICY).withSync(NEVER))
                .withMessageContaining("sync");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmulatorConfig.fast("a").withStopGrace(NEVER))
                .withMessageContaining("stopGrace");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmulatorConfig.fast("a").withAllocationBatchWait(NEVER))
                .withMessageContaining("batchWait");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                TEMPLATE.withHealth(
                                        new GameServer.Health(false, NEVER, 3, Duration.ZERO)))
                .withMessageContaining("health");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A B", "../../x", "Ünï", "-a", "a-", "a.b"})
    void refusesNamesThatKubernetesRefuses(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.createGameServer(name, TEMPLATE));
        assertThatIllegalArgumentException().isThrownBy(() -> FleetSpec.of(name, 1, TEMPLATE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AutoscalerSpec(name, "tanks", POLICY, SOON));
    }

    @Test
    void refusesLabelsThatKubernetesRefuses() {
        emulator.createGameServer("dev", TEMPLATE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.annotate("dev", Map.of("x y", "z"), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.annotate("dev", Map.of("x", "!!"), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.annotate("nobody", Map.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///scale",
                "http:foo",
                "http://127.0.0.1:99999/",
                "http://my_service:8000/scale"
            })
    void refusesWebhooksThatNobodyCanAsk(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.Webhook.at(url));
    }

    @Test
    void deletesAServerInErrorWhoseTimeIsUnreadable() {
        emulator.createFleet(
                FleetSpec.of("tanks", 1, TEMPLATE),
                spec -> {
                    throw new IllegalStateException("no such map (a mistake made on purpose)");
                });
        eventuallyTrue(SOON, "Error", () -> emulator.counts().containsKey(State.ERROR));
        String name = emulator.gameServers().getFirst().name();

        emulator.annotate(name, Map.of(), Map.of("agones.dev/errored-at", "garbage"));

        eventuallyTrue(
                SOON,
                "it is gone",
                () -> emulator.gameServers().stream().noneMatch(it -> it.name().equals(name)));
    }

    @Test
    void turnsALauncherThatFailsAnAssertionToError() {
        emulator.createFleet(
                FleetSpec.of("tanks", 1, TEMPLATE),
                spec -> {
                    throw new AssertionError("made on purpose");
                });

        eventuallyTrue(SOON, "Error", () -> emulator.counts().containsKey(State.ERROR));
    }

    @Test
    void goesOnAfterWordsThatFail() {
        emulator.createSimulatedFleet(FleetSpec.of("tanks", 1, TEMPLATE));
        eventuallyTrue(SOON, "Ready", () -> emulator.counts().containsKey(State.READY));
        String name = emulator.gameServers().getFirst().name();

        assertThatThrownBy(
                        () ->
                                emulator.speakFor(
                                        name,
                                        sidecar -> {
                                            throw new IllegalStateException("made on purpose");
                                        }))
                .hasMessage("made on purpose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.speakFor("nobody", Sidecar::ready));
    }

    @Test
    void givesPortsBackWhenTheOthersAreOut() {
        try (var small =
                Emulator.start(EmulatorConfig.fast("small").withSidecarPorts(FIRST_PORT, 2))) {
            // Of 1,001 host ports one is taken.
            small.createGameServer("first", TEMPLATE);
            var greedy =
                    TEMPLATE.withPorts(
                            java.util.stream.IntStream.range(0, 1_001)
                                    .mapToObj(i -> new ServerTemplate.Port("p" + i, 0))
                                    .toList());
            for (int i = 0; i < 600; i++) {
                int number = i;
                assertThatThrownBy(() -> small.createGameServer("g-" + number, greedy))
                        .hasMessageContaining("no port left");
            }

            assertThat(small.createGameServer("dev", TEMPLATE))
                    .isBetween(FIRST_PORT, FIRST_PORT + 1_000);
        }
    }
}
