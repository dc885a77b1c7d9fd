package dev.tankfleet.fleets.monitoring;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import java.util.ArrayList;
import java.util.List;

/** The chart as Helm makes it, for a cluster that knows the kinds of the Prometheus operator. */
final class MonitoringChart {
    private static final Tool HELM = new Tool(Program.HELM);

    private MonitoringChart() {}

    /** With its own values and more arguments. */
    static Rendered render(String... more) {
        var answer = tryToRender(more);
        if (!answer.isFine()) {
            throw new AssertionError(answer.text());
        }
        return Rendered.of(answer.text());
    }

    static ProgramRun tryToRender(String... more) {
        var arguments = new ArrayList<>(List.of("template", "m", Plans.CHART.toString()));
        arguments.addAll(List.of("--namespace", "monitoring"));
        arguments.addAll(List.of("--api-versions", "monitoring.coreos.com/v1"));
        arguments.addAll(List.of(more));
        return HELM.run(arguments);
    }

    static ProgramRun lint() {
        return HELM.run(List.of("lint", "--strict", Plans.CHART.toString()));
    }

    /** The rules as Prometheus reads them. */
    static JsonNode rules(Rendered chart) {
        return chart.one("PrometheusRule", "m-alerts").path("spec");
    }
}
