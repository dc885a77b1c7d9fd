package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** The suites of the chart itself, in YAML: what follows from a value. */
@OnCharts
@NeedsProgram(Program.HELM_UNITTEST)
final class UnitSuitesTest {
    @ParameterizedTest
    @EnumSource
    void passesItsSuitesOfUnitTests(Chart chart) {
        var answer =
                new Tool(Program.HELM_UNITTEST).run(List.of("--strict", chart.folder().toString()));

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }
}
