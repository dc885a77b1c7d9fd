package dev.tankfleet.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class ProgramRunTest {
    @Test
    void tellsWhatWasPrintedAndHowItEnded() {
        var run = run("echo said; echo wrong >&2; exit 3");

        assertThat(run).isEqualTo(new ProgramRun(3, "said\nwrong\n"));
        assertThat(run.isFine()).isFalse();
        assertThatThrownBy(run::mustBeFine).hasMessageContaining("exit code 3: said");
    }

    @Test
    void givesAProgramAHomeThatEndsWithIt() {
        var home = run("touch ~/file; echo $HOME").mustBeFine().strip();

        assertThat(Path.of(home)).doesNotExist();
    }

    @Test
    void hidesTheEnvironmentOfTheTests() {
        assertThat(run("echo $ONE$USER").mustBeFine()).isEqualTo("1\n");
    }

    private static ProgramRun run(String script) {
        return ProgramRun.of(List.of("/bin/sh", "-c", script), Map.of("ONE", "1"));
    }
}
