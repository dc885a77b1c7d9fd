package dev.tankfleet.local.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.node.ProcessLauncher;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a person types, against an emulator that runs. */
@Timeout(120)
final class AgonesConsoleIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> sidecars = new TreeMap<>();
    private Emulator emulator;
    private AgonesConsole console;

    @BeforeEach
    void startsAFleetAndAServerByHand() throws Exception {
        var plan =
                new AgonesPlan(
                        EmulatorConfig.fast("console"),
                        Map.of("tanks", 2),
                        List.of("d1"),
                        AgonesPlan.template(
                                Map.of("build", "7"),
                                Map.of("matches", "0/4"),
                                Map.of("players", "16")),
                        false);
        emulator = plan.start(spec -> ReadyServer.start(spec, executor), sidecars);
        console = new AgonesConsole(emulator);
        untilReady(2);
    }

    @AfterEach
    void closes() {
        emulator.close();
        executor.close();
    }

    @Test
    void scalesListsAndDeletes() throws Exception {
        assertThat(sidecars).containsOnlyKeys("d1");
        assertThat(console.run("scale tanks 3")).isEqualTo("scaled");
        untilReady(3);
        assertThat(console.run(" list "))
                .contains("d1 ", "Scheduled", "tanks-", "Ready", "matches=");
        assertThat(console.run("delete d1")).startsWith("ordered");
        eventually(SOON, () -> assertThat(console.run("list")).doesNotContain("d1 "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sidecar-down d1             | SidecarDown[gameServer=d1]",
                "sidecar-late d1 2s          | by=PT2S",
                "sidecar-cut d1 500ms        | duration=PT0.5S",
                "leader-change 15s           | vacancy=PT15S",
                "allocation late:200ms 3     | Late[calls=3, by=PT0.2S]",
                "ALLOCATION offered-again    | OfferedAgain[calls=1]",
                "allocation reply-lost x     | no number: x",
                "allocation nonsense         | no such fault: nonsense",
                "allocation down 0           | calls: 0 (expected: >= 1)",
                "leader-change soon          | no time: soon",
                "scale tanks                 | scale: something is missing",
                "scale tonks 1               | expected: one of [tanks]",
                "scale tanks -1              | expected: 0 to 1000",
                "what                        | all GameServers",
                "allocation                  | allocation: something is missing",
                "leader-change -5s           | expected: 0 to PT24H",
                "leader-change 99999999999999999999s | no time",
                "allocation late:25h         | expected: 0 to PT24H",
                "delete nope                 | expected: one that there is",
                "sidecar-up d1               | bind",
            })
    void doesWhatItIsToldOrSaysWhyNot(String line, String answer) {
        assertThat(console.run(line)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource({"4, NAME=COUNT/CAPACITY", "a/4, no number", "0/x, no number"})
    void saysWhichCounterCannotBeRead(String counter, String answer) {
        Map<String, String> counters = Map.of("matches", counter);

        assertThatThrownBy(() -> AgonesPlan.template(Map.of(), counters, Map.of()))
                .isInstanceOf(AgonesPlan.Unreadable.class)
                .hasMessageContaining(answer);
    }

    @Test
    void hasServersThatNobodyRuns() throws Exception {
        var plan =
                new AgonesPlan(
                        EmulatorConfig.fast("simulated"),
                        Map.of("many", 1_200),
                        List.of(),
                        AgonesPlan.template(Map.of(), Map.of(), Map.of()),
                        true);
        try (var cluster =
                plan.start(
                        spec -> {
                            throw new IllegalStateException("launched " + spec.name());
                        },
                        new TreeMap<>())) {
            eventually(
                    SOON,
                    () ->
                            assertThat(cluster.counts())
                                    .containsExactly(Map.entry(GameServer.State.READY, 1_200)));
        }
    }

    @Test
    void runsServersAsProcessesAndReplacesOneThatCrashes(@TempDir Path folder) throws Exception {
        var script = "echo \"$AGONES_SDK_GRPC_PORT $GAMESERVER_PORT_DEFAULT\"; exec sleep 1000";
        var launcher = new ProcessLauncher(List.of("/bin/sh", "-c", script), folder);
        var plan =
                new AgonesPlan(
                        EmulatorConfig.fast("processes"),
                        Map.of("cities", 1),
                        List.of(),
                        AgonesPlan.template(Map.of(), Map.of(), Map.of()),
                        false);
        try (var cluster = plan.start(launcher, new TreeMap<>())) {
            eventually(SOON, () -> assertThat(output(folder)).matches("[0-9]+ [0-9]+"));
            assertThat(sleepers()).hasSize(1);
            var first = cluster.gameServers().getFirst();
            assertThat(output(folder)).endsWith(" " + first.ports().getFirst().port());

            // It is not Ready yet: the same server is started again.
            sleepers().getFirst().destroyForcibly();
            eventually(
                    SOON,
                    () ->
                            assertThat(Files.readAllLines(folder.resolve(first.name() + ".log")))
                                    .hasSize(2));
            assertThat(cluster.gameServers())
                    .extracting(GameServer::name)
                    .containsExactly(first.name());
        }
        eventually(SOON, () -> assertThat(sleepers()).isEmpty());
    }

    private static String output(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            var lines = new ArrayList<String>();
            for (var file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines.isEmpty() ? "" : lines.getLast();
        }
    }

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .toList();
    }

    private void untilReady(int count) throws Exception {
        eventually(
                SOON,
                () -> assertThat(emulator.counts()).containsEntry(GameServer.State.READY, count));
    }
}
