package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The suites of the chart itself, in YAML: what follows from a value. */
@OnCharts
@NeedsProgram(Program.HELM_UNITTEST)
final class UnitSuitesTest {
    @Test
    void passesItsSuitesOfUnitTests() {
        var answer =
                new Tool(Program.HELM_UNITTEST).run(List.of("--strict", Tool.chart().toString()));

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }
}
