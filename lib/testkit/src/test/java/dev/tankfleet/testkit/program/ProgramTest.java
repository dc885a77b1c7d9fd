package dev.tankfleet.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class ProgramTest {
    @TempDir Path folder;

    @Test
    void findsAnExecutableInOneOfTheFolders() throws IOException {
        var folders = List.of(Path.of("/nowhere"), folder);
        var file = Files.createFile(folder.resolve("chromium-browser"));
        assertThat(Program.CHROMIUM.findIn(folders)).isEmpty();

        assertThat(file.toFile().setExecutable(true)).isTrue();

        assertThat(Program.CHROMIUM.findIn(folders)).contains(file);
    }

    @Test
    void runsTheTestWhereTheProgramIs() {
        var verdict = verdict(Optional.of(Path.of("/usr/bin/chromium")), true);

        assertThat(verdict.isDisabled()).isFalse();
    }

    @Test
    void leavesTheTestOutWhereTheProgramIsMissing() {
        var verdict = verdict(Optional.empty(), false);

        assertThat(verdict.isDisabled()).isTrue();
        assertThat(verdict.getReason()).contains("Chromium is not installed");
    }

    @Test
    void failsInCiWhenTheProgramIsMissing() {
        assertThatThrownBy(() -> verdict(Optional.empty(), true))
                .hasMessage("Chromium is not installed, and CI runs every test");
    }

    @Test
    void tellsInOneLineWhatWasNotRun() {
        var notRun = new NotRun();
        notRun.add(Program.CHROMIUM, 1);
        assertThat(notRun.line()).isEqualTo("not run: Chromium (1 test)");

        notRun.add(Program.CHROMIUM, 2);
        assertThat(notRun.line()).isEqualTo("not run: Chromium (3 tests)");
    }

    private static ConditionEvaluationResult verdict(Optional<Path> found, boolean isCi) {
        return ProgramCondition.verdict(Program.CHROMIUM, found, isCi);
    }
}
