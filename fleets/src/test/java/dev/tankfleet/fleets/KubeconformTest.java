package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    @EnumSource
    void knowsEveryFieldOfEveryObject(ValueSet values) throws IOException {
        var text = new StringBuilder(values.rendered().text());
        for (var pod : values.rendered().pods()) {
            text.append("---\n").append(Rendered.YAML.writeValueAsString(plainPod(pod)));
        }

        var answer = judge(text.toString());

        assertThat(answer.isFine()).as(answer.text()).isTrue();
        assertThat(answer.text()).contains("Invalid: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void noticesAFieldThatKubernetesDoesNotHave() throws IOException {
        var text = ValueSet.DEFAULT.rendered().text();

        var answer = judge(text.replace("readOnlyRootFilesystem:", "readOnlyRootFileSystem:"));

        assertThat(answer.isFine()).isFalse();
    }

    /** A Pod by itself: those of Fleets stand in an object whose schema is open. */
    static ObjectNode plainPod(PodPlan plan) {
        var pod = Rendered.YAML.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        var metadata = pod.putObject("metadata");
        metadata.put("name", "pod-of-" + plan.component());
        plan.labels().forEach(metadata.putObject("labels")::put);
        pod.set("spec", plan.spec());
        return pod;
    }

    private Tool.Answer judge(String text) throws IOException {
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
