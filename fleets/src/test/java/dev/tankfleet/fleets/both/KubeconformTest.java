package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.KubeSchemas;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The objects of the chart, field by field, by what Kubernetes says about them. */
@OnCharts
@NeedsProgram(Program.KUBECONFORM)
final class KubeconformTest {
    @TempDir private static Path schemas;
    @TempDir private Path folder;

    @BeforeAll
    static void writeSchemas() {
        var tools = Program.KUBECONFORM.path().orElseThrow().getParent();
        KubeSchemas.write(tools.resolve("kubernetes-swagger.json"), schemas);
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void knowsEveryFieldOfEveryObject(ValueSet values) throws IOException {
        var text = new StringBuilder(values.rendered().text());
        for (var pod : values.rendered().pods()) {
            text.append("---\n").append(Rendered.YAML.writeValueAsString(pod.alone()));
        }

        var answer = judge(text.toString());

        assertThat(answer.isFine()).as(answer.text()).isTrue();
        assertThat(answer.text()).contains("Invalid: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void noticesAFieldThatKubernetesDoesNotHave() throws IOException {
        var text = Chart.REGION.byDefault().rendered().text();

        var answer = judge(text.replace("readOnlyRootFilesystem:", "readOnlyRootFileSystem:"));

        assertThat(answer.isFine()).isFalse();
    }

    private ProgramRun judge(String text) throws IOException {
        var file = Files.writeString(folder.resolve("objects.yaml"), text);
        return new Tool(Program.KUBECONFORM)
                .run(
                        List.of(
                                "-strict",
                                "-summary",
                                "-schema-location",
                                schemas.resolve(KubeSchemas.LOCATION).toString(),
                                file.toString()));
    }
}
