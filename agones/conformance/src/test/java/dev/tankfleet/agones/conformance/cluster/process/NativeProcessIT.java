package dev.tankfleet.agones.conformance.cluster.process;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Programs beside the JVM: what is told of them, and that none is left. */
@Timeout(120)
final class NativeProcessIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void givesAProgramItsArgumentsAndNoOtherEnvironment() throws IOException {
        var program =
                start("echo \"$1\" >out; env >>out; pwd >/dev/null", "an argument with 'quotes'");

        assertThat(program.awaitEnd(SOON)).isZero();
        var lines = Files.readAllLines(folder.resolve("out"));
        assertThat(lines).startsWith("an argument with 'quotes'").contains("SAID=yes");
        assertThat(lines).noneMatch(line -> line.startsWith("HOME="));
    }

    @Test
    void tellsTheEndOfTheLogOfAProgramThatFails() {
        var program = start("echo something is wrong; exit 7", "");

        assertThatThrownBy(() -> program.awaitReady(SOON, () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tried has ended: something is wrong");
        assertThat(program.awaitEnd(SOON)).isEqualTo(7);
    }

    @Test
    void tellsOfAProgramThatIsNotReadyInTime() {
        try (var program = start("echo still at it; mkfifo fifo; read -r _ <fifo", "")) {
            assertThatThrownBy(() -> program.awaitReady(Duration.ofMillis(1), () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("tried is not ready within PT0.001S");
        }
    }

    @Test
    void killsTheProgramAndAllThatGuardsIt() throws IOException {
        var program = start("echo $$ >pid; mkfifo fifo; exec cat fifo", "");
        eventuallyTrue(SOON, "the program runs", () -> Files.exists(folder.resolve("fifo")));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        var handle = ProcessHandle.of(pid).orElseThrow();

        program.close();

        assertThat(program.isAlive()).isFalse();
        eventuallyTrue(SOON, "the program has ended", () -> !handle.isAlive());
    }

    @Test
    void givesNoPortTwice() {
        int first = FreePorts.next();

        assertThat(FreePorts.next()).isNotEqualTo(first);
    }

    @Test
    void namesTheProgramThatIsMissing() {
        assertThatThrownBy(() -> Executables.in(folder, "kwok", "built by somebody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no " + folder.resolve("kwok") + " (expected: built by somebody)");
    }

    @Test
    void putsFilesWhereAJailedProgramLooks() throws IOException {
        Path program = Files.writeString(folder.resolve("app"), "bytes");
        var jail = Jail.around(program, folder.resolve("jail")).withText("/certs/a.crt", "pem");

        assertThat(folder.resolve("jail/certs/a.crt")).hasContent("pem");
        assertThat(folder.resolve("jail/program")).hasContent("bytes");
        assertThat(jail.command(List.of("--flag")))
                .startsWith("unshare", "--mount")
                .endsWith(folder.resolve("jail").toString(), "/program", "--flag");
    }

    private NativeProcess start(String script, String argument) {
        return NativeProcess.start(
                "tried",
                List.of("/bin/sh", "-c", "cd '" + folder + "'; " + script, "sh", argument),
                Map.of("SAID", "yes"),
                folder.resolve("log"));
    }
}
