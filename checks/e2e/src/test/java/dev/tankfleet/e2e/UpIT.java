package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./tankfleet up} as a process of its own: started, stopped by Ctrl-C, killed and started
 * again.
 */
@Tag("patient")
final class UpIT {
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);
    private static final long STOPPED_WITHIN_S = 10;

    /** Until whoever inherits a process has seen that it ended. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    /** A build in the background ignores Ctrl-C, and its children would, too. */
    private static final List<String> TAKES_CTRL_C =
            System.getProperty("os.name").equals("Linux")
                    ? List.of("env", "--default-signal=INT")
                    : List.of();

    private static final Path LAUNCH = Path.of("..", "..", "local", "target", "launch");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatATestLeftRunning() throws Exception {
        for (var fleet : started) {
            fleet.destroy();
            if (!fleet.waitFor(STOPPED_WITHIN_S, TimeUnit.SECONDS)) {
                fleet.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void startsAgainAfterItWasKilledKeepsItsFolderAndStopsOnCtrlC(@TempDir Path folder)
            throws Exception {
        // On the documented ports, if they are free: one is held by what it left behind.
        var ports = standardPortsAreFree() ? "standard" : "auto";
        var killed = start(folder, "--ports", ports);
        awaitPlayable(killed, folder);
        var leftBehind = postgres(folder);
        killed.destroyForcibly().waitFor();
        assertThat(leftBehind.isAlive()).as("PostgreSQL outlives a killed fleet").isTrue();
        Files.delete(folder.resolve("out"));

        var again = start(folder, "--ports", ports);
        awaitPlayable(again, folder);

        assertThat(leftBehind.isAlive()).as("the old PostgreSQL").isFalse();
        refuseAnotherFleetIn(folder);
        interruptAndAwaitEnd(again, postgres(folder));
    }

    @Test
    void leavesNothingBehindWhenItIsInterruptedWhileItStarts(@TempDir Path folder)
            throws Exception {
        var fleet = start(folder, "--ports", "auto");
        var made = folder.resolve("fleet").resolve("postgres.made");
        Eventually.eventuallyTrue(STARTED_WITHIN, "PostgreSQL is up", () -> Files.exists(made));

        interruptAndAwaitEnd(fleet, postgres(folder));

        assertThat(Files.readString(folder.resolve("out"))).doesNotContain("\tat ");
    }

    @Test
    void namesATakenPortInOneLine(@TempDir Path folder) throws Exception {
        try (var _ = takeIfFree(8888)) {
            var refused = start(folder, "--ports", "standard");

            assertThat(refused.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();

            assertThat(refused.exitValue()).isNotZero();
            assertThat(Files.readString(folder.resolve("out")))
                    .contains("port ")
                    .contains("is taken")
                    .contains("--ports auto")
                    .doesNotContain("\tat ");
        }
    }

    private Process start(Path folder, String... options) throws IOException {
        var command = new ArrayList<>(TAKES_CTRL_C);
        command.addAll(Files.readAllLines(LAUNCH));
        command.add("up");
        command.addAll(List.of("--folder", folder.resolve("fleet").toString()));
        command.addAll(List.of(options));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()));
        // A fleet that lives for a minute does not earn back what the optimising compiler costs.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        var fleet = builder.start();
        started.add(fleet);
        return fleet;
    }

    private static void awaitPlayable(Process fleet, Path folder) throws Exception {
        Eventually.eventually(
                STARTED_WITHIN,
                () -> {
                    assertThat(fleet.isAlive()).as("alive").isTrue();
                    assertThat(Files.readString(folder.resolve("out"))).contains("Play ");
                });
    }

    /** It leaves its parent as soon as it runs, but writes down who it is. */
    private static ProcessHandle postgres(Path folder) throws IOException {
        var file = folder.resolve("fleet").resolve("postgres").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                .orElseThrow();
    }

    private static boolean standardPortsAreFree() {
        try {
            FleetPlan.standardPorts();
            return true;
        } catch (PortPlan.PortTaken e) {
            return false;
        }
    }

    private void refuseAnotherFleetIn(Path folder) throws Exception {
        var second = start(folder, "--ports", "auto");

        assertThat(second.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(Files.readString(folder.resolve("out"))).contains("a fleet already runs in");
    }

    private static void interruptAndAwaitEnd(Process fleet, ProcessHandle postgres)
            throws Exception {
        interrupt(fleet);

        assertThat(fleet.waitFor(STOPPED_WITHIN_S, TimeUnit.SECONDS))
                .as("stopped in 10 s")
                .isTrue();
        Eventually.eventually(
                GONE_WITHIN, () -> assertThat(postgres.isAlive()).as("its PostgreSQL").isFalse());
    }

    /** Ctrl-C. */
    private static void interrupt(Process fleet) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(fleet.pid())).start().waitFor();
    }

    /** Whoever has the port, it is taken. */
    private static AutoCloseable takeIfFree(int port) {
        try {
            return new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            return () -> {};
        }
    }
}
