package dev.tankfleet.agones.emulator.example;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.junit.AgonesExtension;
import dev.tankfleet.agones.emulator.node.ProcessLauncher;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the page shows is what is compiled here, and it does what the page says. */
@Timeout(240)
final class TenMinutesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path PAGE = Path.of("..", "..", "docs", "agones-with-java.md");
    private static final Path SOURCES =
            Path.of("src/test/java/dev/tankfleet/agones/emulator/example");

    @RegisterExtension
    final AgonesExtension agones = new AgonesExtension(EmulatorConfig.fast("tiny"));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TinyGameServer", "TinyMatchmaker"})
    void showsTheProgramThatIsCompiled(String name) throws IOException {
        String source = Files.readString(SOURCES.resolve(name + ".java"));

        assertThat(Files.readString(PAGE))
                .contains(source.substring(source.indexOf("import ")).strip());
    }

    @Test
    void playsTwoMatchesOnOneServer() throws Exception {
        var emulator = agones.emulator();
        emulator.createFleet(
                FleetSpec.of("tiny", 1, ServerTemplate.withLabels(Map.of())),
                new ProcessLauncher(java("TinyGameServer"), folder));
        untilReady();
        String port = Integer.toString(emulator.allocatorPort());

        assertThat(run("TinyMatchmaker", port, "anna,bert")).matches("127.0.0.1:[0-9]+\\s*");
        eventually(SOON, () -> assertThat(output()).contains("anna,bert play"));
        untilReady();
        assertThat(run("TinyMatchmaker", port, "carl")).matches("127.0.0.1:[0-9]+\\s*");
        eventually(SOON, () -> assertThat(output()).contains("carl play"));
        assertThat(emulator.gameServers()).hasSize(1);
        assertThat(output().lines().filter(line -> line.endsWith(" play"))).hasSize(2);
    }

    @Test
    void playsAnAllocationOnceHoweverOftenItIsTold() throws Exception {
        var emulator = agones.emulator();
        emulator.createFleet(
                FleetSpec.of("tiny", 1, ServerTemplate.withLabels(Map.of())),
                new ProcessLauncher(java("TinyGameServer"), folder));
        untilReady();
        String server = emulator.gameServers().getFirst().name();
        String port = Integer.toString(emulator.allocatorPort());

        assertThat(run("TinyMatchmaker", port, "anna")).matches("127.0.0.1:[0-9]+\\s*");
        for (int i = 0; i < 5; i++) {
            emulator.annotate(server, Map.of("change", Integer.toString(i)), Map.of());
        }
        eventually(SOON, () -> assertThat(output()).contains("anna play"));
        untilReady();

        assertThat(output().lines().filter(line -> line.endsWith(" play"))).hasSize(1);
    }

    @Test
    void saysThatThereIsNoServer() throws Exception {
        String port = Integer.toString(agones.emulator().allocatorPort());

        assertThat(run("TinyMatchmaker", port, "anna")).startsWith("no server: NoneReady");
    }

    private void untilReady() throws Exception {
        eventually(
                SOON,
                () ->
                        assertThat(agones.emulator().counts())
                                .containsEntry(GameServer.State.READY, 1));
    }

    private String output() throws IOException {
        try (var logs = Files.list(folder)) {
            var text = new StringBuilder();
            for (var log : logs.toList()) {
                text.append(Files.readString(log));
            }
            return text.toString();
        }
    }

    private static List<String> java(String program, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TenMinutesIT.class.getPackageName() + "." + program),
                        Stream.of(arguments))
                .toList();
    }

    private static String run(String program, String... arguments) throws Exception {
        var process = new ProcessBuilder(java(program, arguments)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(
                        "%s%s",
                        output,
                        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        return output;
    }
}
