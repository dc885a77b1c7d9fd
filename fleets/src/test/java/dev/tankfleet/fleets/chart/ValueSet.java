package dev.tankfleet.fleets.chart;

import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Values with which a chart is tried.
 *
 * @param chart the chart
 * @param name {@link #DEFAULT}, or a file of its folder {@code ci}
 */
public record ValueSet(Chart chart, String name) {
    /** The chart's own values. */
    public static final String DEFAULT = "default";

    /** For tests that run on each set of both charts. */
    public static final String OF_BOTH = "dev.tankfleet.fleets.chart.ValueSet#ofBoth";

    /** For tests that run on each set of the region's chart. */
    public static final String OF_REGION = "dev.tankfleet.fleets.chart.ValueSet#ofRegion";

    /** For tests that run on each set of the centre's chart. */
    public static final String OF_CENTRE = "dev.tankfleet.fleets.chart.ValueSet#ofCentre";

    public static final String NAMESPACE = "games";

    private static final Tool HELM = new Tool(Program.HELM);
    private static final Map<ValueSet, Rendered> RENDERED = new HashMap<>();

    public static Stream<ValueSet> ofBoth() {
        return Arrays.stream(Chart.values()).flatMap(chart -> chart.valueSets().stream());
    }

    public static Stream<ValueSet> ofRegion() {
        return Chart.REGION.valueSets().stream();
    }

    public static Stream<ValueSet> ofCentre() {
        return Chart.CENTRE.valueSets().stream();
    }

    /** Arguments that choose it. */
    public List<String> arguments() {
        return name.equals(DEFAULT)
                ? List.of()
                : List.of("-f", chart.folder().resolve("ci").resolve(name + ".yaml").toString());
    }

    /** What it becomes as the release {@code r}; rendered once. */
    public Rendered rendered() {
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(this, _ -> render("r", List.of()));
        }
    }

    /** What it becomes with more arguments. */
    public Rendered render(String release, List<String> more) {
        var answer = tryToRender(release, more);
        if (!answer.isFine()) {
            throw new AssertionError(answer.text());
        }
        return Rendered.of(answer.text());
    }

    /** The same, where it may be refused. */
    public ProgramRun tryToRender(String release, List<String> more) {
        var arguments = new ArrayList<>(List.of("template", release, chart.folder().toString()));
        arguments.addAll(List.of("--namespace", NAMESPACE));
        arguments.addAll(arguments());
        arguments.addAll(more);
        return HELM.run(arguments);
    }

    @Override
    public String toString() {
        return chart + " " + name;
    }
}
