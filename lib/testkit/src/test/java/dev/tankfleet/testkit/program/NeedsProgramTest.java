package dev.tankfleet.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NeedsProgramTest {
    @Test
    @NeedsProgram(Program.CHROMIUM)
    void runsOnlyWhereTheProgramIs() {
        assertThat(Program.CHROMIUM.path()).isPresent();
    }
}
