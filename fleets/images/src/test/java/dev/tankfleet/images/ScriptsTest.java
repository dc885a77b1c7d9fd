package dev.tankfleet.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** The scripts that fetch packages, build images and run one. */
@NeedsProgram(Program.SHELLCHECK)
final class ScriptsTest {
    /** What another script sets up is not known here. */
    private static final String ONE_FILE_ALONE = "--exclude=SC1091";

    @ParameterizedTest
    @ValueSource(strings = {"base", "build", "jail"})
    void haveNothingThatShellcheckKnowsBetter(String script) {
        var shellcheck = Program.SHELLCHECK.path().orElseThrow().toString();

        var answer = ProgramRun.of(List.of(shellcheck, ONE_FILE_ALONE, script), Map.of());

        assertThat(answer.mustBeFine()).isEmpty();
    }
}
