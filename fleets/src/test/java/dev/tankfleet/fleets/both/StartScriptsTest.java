package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The scripts that start servers of others, for the plain shell that is in their images. */
@NeedsProgram(Program.SHELLCHECK)
final class StartScriptsTest {
    @ParameterizedTest
    @EnumSource
    void haveNothingThatShellcheckKnowsBetter(Chart chart) throws IOException {
        try (var files = Files.list(chart.folder().resolve("files"))) {
            var scripts = files.map(file -> file.toString()).toList();
            assertThat(scripts).isNotEmpty();
            scripts.forEach(script -> check("sh", script));
        }
    }

    @Test
    void exchangeSecretsWithoutWhatShellcheckKnowsBetter() {
        check("bash", "rotate");
    }

    private static void check(String shell, String script) {
        var command =
                List.of(
                        Program.SHELLCHECK.path().orElseThrow().toString(),
                        "--shell=" + shell,
                        script);
        assertThat(ProgramRun.of(command, Map.of()).mustBeFine()).isEmpty();
    }
}
