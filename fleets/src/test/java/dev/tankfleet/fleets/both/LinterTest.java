package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

/** What Helm itself says. */
@OnCharts
final class LinterTest {
    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void passesTheLinterOfHelm(ValueSet values) {
        var arguments =
                new ArrayList<>(List.of("lint", "--strict", values.chart().folder().toString()));
        arguments.addAll(values.arguments());

        var answer = new Tool(Program.HELM).run(arguments);

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }
}
