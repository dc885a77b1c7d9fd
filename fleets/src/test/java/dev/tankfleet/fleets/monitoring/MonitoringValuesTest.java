package dev.tankfleet.fleets.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.TextEverywhere;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

/** Which values the chart takes, and what follows from them. */
@OnCharts
@NeedsProgram(Program.HELM_UNITTEST)
final class MonitoringValuesTest {
    @Test
    void passesTheLinterOfHelm() {
        var answer = MonitoringChart.lint();

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }

    /** Where Agones lives may be called {@code on}, as in {@code AwkwardNamesTest}. */
    @Test
    void keepsTextTextWhateverItSays() {
        var more = new ArrayList<>(List.of("--namespace", TextEverywhere.WORD));
        more.addAll(TextEverywhere.arguments(Plans.CHART, List.of()));

        var rendered = MonitoringChart.render(more.toArray(String[]::new));

        assertThat(TextEverywhere.plain(rendered)).isEmpty();
        assertThat(TextEverywhere.quoted(rendered)).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    watch.centre=true | watch
                    watches.center=true | center
                    watches.centre=yes | centre
                    agones.region=EU West | region
                    agones.region= | region
                    agones.namespace=Agones | namespace
                    agones.interval=15 | interval
                    boards.label=grafana dashboard | label
                    boards.folder= | folder
                    boards.grafana=grafana.example | grafana
                    boards.grafana=https://grafana.example/ | grafana
                    alerts.runbooks=file:///runbooks | runbooks
                    alerts.labels.severity=page | /alerts/labels/severity
                    alerts.labels.my-team=a | labels
                    alerts.password=secret-of-a-fleet | password
                    """)
    void refusesValuesThatTheSchemaDoesNotKnow(String value, String named) {
        var answer = MonitoringChart.tryToRender("--set", value);

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains("values don't meet the specifications").contains(named);
    }

    @Test
    void passesItsSuitesOfUnitTests() {
        var answer =
                new Tool(Program.HELM_UNITTEST).run(List.of("--strict", Plans.CHART.toString()));

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }
}
