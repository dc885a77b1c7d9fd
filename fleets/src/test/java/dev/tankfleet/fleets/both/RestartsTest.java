package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which Pods a new version of a chart starts anew: a match ends with each that is. */
@OnCharts
final class RestartsTest {
    private static final Set<String> OF_OTHERS = Set.of("edge", "nats", "hub", "redis", "postgres");

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void leavesEveryPodWhenTheChartAloneIsNew(ValueSet values) throws IOException {
        var newer = render(values, "(?m)^version: .*", "version: 9.9.9");

        assertThat(newer.text()).contains("-9.9.9");
        assertThat(running(newer)).isNotEmpty().isEqualTo(running(values.rendered()));
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void leavesThePodsOfOthersWhenTheServicesAreNew(ValueSet values) throws IOException {
        var newer = render(values, "(?m)^appVersion: .*", "appVersion: 9.9.9");

        assertThat(ofOthers(newer)).isNotEmpty().isEqualTo(ofOthers(values.rendered()));
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void selectsByWhatNoVersionChanges(ValueSet values) {
        for (var kind : List.of("Deployment", "StatefulSet")) {
            for (var object : values.rendered().all(kind)) {
                assertThat(PodPlan.textsOf(object.at("/spec/selector/matchLabels")))
                        .containsOnlyKeys(
                                "app.kubernetes.io/name",
                                "app.kubernetes.io/instance",
                                "app.kubernetes.io/component");
            }
        }
    }

    private static List<PodPlan> ofOthers(Rendered rendered) {
        return running(rendered).stream()
                .filter(pod -> OF_OTHERS.contains(pod.component()))
                .toList();
    }

    /** All but the Pod of {@code helm test}, which is nobody's and runs when it is asked for. */
    private static List<PodPlan> running(Rendered rendered) {
        return rendered.pods().stream().filter(pod -> !pod.owner().startsWith("Pod ")).toList();
    }

    /** The chart with another line in its description. */
    private Rendered render(ValueSet values, String line, String now) throws IOException {
        var chart = values.chart().folder();
        try (var files = Files.walk(chart)) {
            for (var file : files.toList()) {
                Files.copy(
                        file, folder.resolve("chart").resolve(chart.relativize(file).toString()));
            }
        }
        var description = folder.resolve("chart/Chart.yaml");
        Files.writeString(description, Files.readString(description).replaceAll(line, now));
        var arguments =
                new ArrayList<>(List.of("template", "r", folder.resolve("chart").toString()));
        arguments.addAll(List.of("--namespace", ValueSet.NAMESPACE));
        arguments.addAll(values.arguments());
        return Rendered.of(new Tool(Program.HELM).run(arguments).mustBeFine());
    }
}
