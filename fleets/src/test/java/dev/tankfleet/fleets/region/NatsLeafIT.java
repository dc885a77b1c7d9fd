package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.BusUnavailable;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.bus.nats.conf.StreamMain;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ChartNats;
import dev.tankfleet.fleets.chart.ChartProcess;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The leaf as the chart configures it, on the server that the tools pin. */
@OnCharts
@NeedsProgram(Program.NATS)
final class NatsLeafIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SERVER = "eu-r-stable-abcde-fghij";

    @TempDir private Path folder;
    private final int port = FreePorts.next();

    @Test
    void storesAResultOfAGameServer() throws Exception {
        var rendered = Chart.REGION.byDefault().rendered();
        try (var _ = start(rendered)) {
            assertThat(makeStream(rendered)).isZero();
            var environment = environment(rendered, "gameserver", SERVER.substring(3));
            environment.put("NATS_URLS", "nats://127.0.0.1:" + port);
            var config = Settings.of(environment).bind(NatsConfig.class, "nats");
            try (var bus = NatsBus.connect(config, Lawbook.standard(), Role.GAME_SERVER, SERVER)) {
                var stored = bus.publishDurable("match.result", "m-1", new byte[] {1}, SOON);
                assertThat(stored).isEqualTo(new Bus.Stored.Kept(false));
            }
        }
    }

    /** As an operator does it: the next one behind, then in front, then alone. */
    @Test
    void changesAPasswordUnderAGameServer() throws Exception {
        var rendered = Chart.REGION.byDefault().rendered();
        try (var nats = start(rendered)) {
            var environment = environment(rendered, "gameserver", SERVER.substring(3));
            environment.put("NATS_URLS", "nats://127.0.0.1:" + port);
            var mine = Path.of(environment.get("NATS_PASSWORD_FILE"));
            var old = Files.readString(mine);
            var config = Settings.of(environment).bind(NatsConfig.class, "nats");
            try (var bus = NatsBus.connect(config, Lawbook.standard(), Role.GAME_SERVER, SERVER)) {
                for (var content :
                        List.of(old + "\nnext-next-next-16", "next-next-next-16\n" + old)) {
                    ChartProcess.exchange(mine, content);
                    change(nats, "passwords/nats-servers-password", content);
                    Eventually.eventuallyTrue(SOON, "it is back", () -> bus.flush(SOON));
                }
                // Who knows the old one alone is not let in any more.
                Files.writeString(mine, old);
                assertThatThrownBy(
                                () ->
                                        NatsBus.connect(
                                                Settings.of(environment)
                                                        .bind(NatsConfig.class, "nats"),
                                                Lawbook.standard(),
                                                Role.GAME_SERVER,
                                                SERVER))
                        .isInstanceOf(BusUnavailable.class);
            }
        }
    }

    @Test
    void keepsItsConfigurationWhenAPasswordCannotBeOne() throws Exception {
        var rendered = Chart.REGION.byDefault().rendered();
        try (var nats = start(rendered)) {
            nats.password("passwords/nats-servers-password", "a\"b}");

            Eventually.eventuallyTrue(
                    SOON, "it says so", () -> nats.log().contains("the former one stays"));
            assertThat(nats.log()).contains("nats-servers-password holds no password");
            assertThat(nats.reloads()).isZero();
        }
    }

    private ChartNats start(Rendered rendered) throws IOException {
        var local =
                Map.of(
                        "0.0.0.0:4222", "127.0.0.1:" + port,
                        "0.0.0.0:8222", "127.0.0.1:" + FreePorts.next(),
                        "\"/data\"", '"' + folder.resolve("data").toString() + '"');
        return ChartNats.start(folder, rendered, "nats", local, port);
    }

    private static void change(ChartNats nats, String file, String content) throws IOException {
        long before = nats.reloads();
        nats.password(file, content);
        Eventually.eventuallyTrue(SOON, "it has read it", () -> nats.reloads() > before);
    }

    private int makeStream(Rendered rendered) throws Exception {
        var environment = environment(rendered, "stream", "r-stream-x2x4z");
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.put("NATS_URL", "nats://127.0.0.1:" + port);
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StreamMain.class.getName())
                        .inheritIO();
        builder.environment().putAll(environment);
        assertThat(rendered.pod("stream").container().path("command").path(3).asText())
                .isEqualTo(StreamMain.class.getName());
        return builder.start().waitFor();
    }

    private Map<String, String> environment(Rendered rendered, String component, String pod) {
        var of = ContainerEnvironment.of(rendered, rendered.pod(component), pod, folder);
        return new HashMap<>(of.variables());
    }
}
