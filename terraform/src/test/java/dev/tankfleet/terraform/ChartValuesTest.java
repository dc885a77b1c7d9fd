package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the modules tell our charts, held against the schemas of these. */
@OnTofu
@NeedsProgram(Program.HELM)
final class ChartValuesTest {
    private static final Path CHARTS = Root.HERE.resolveSibling("fleets");

    @TempDir private static Path folder;

    private static Root root;
    private static Path plan;

    @BeforeAll
    static void plan() {
        root = Root.of("src/test/tofu", folder.resolve("data")).initialised();
        plan = folder.resolve("plan");
        root.run("plan", "-input=false", "-refresh=false", "-out=" + plan).mustBeFine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"region_least", "region_all", "centre_least", "centre_all"})
    void tellsAChartWhatItsSchemaKnows(String output) throws IOException {
        var values = root.show(plan).at("/planned_values/outputs/" + output + "/value").asText();
        var file = Files.writeString(folder.resolve(output + ".yaml"), values);
        var chart = CHARTS.resolve(output.substring(0, output.indexOf('_')));

        var lint = helm("lint", "--strict", chart.toString(), "-f", file.toString());
        var template = helm("template", "eu", chart.toString(), "-f", file.toString());

        assertThat(lint.mustBeFine()).contains("0 chart(s) failed");
        assertThat(template.mustBeFine()).contains("kind: NetworkPolicy");
    }

    /** Simulated nodes say that a Pod runs, whatever it lacks. */
    @ParameterizedTest
    @ValueSource(strings = {"region_all", "centre_all"})
    void makesEverySecretThatPodsOfTheChartAskFor(String output) throws IOException {
        var shown = root.show(plan);
        var values = shown.at("/planned_values/outputs/" + output + "/value").asText();
        var file = Files.writeString(folder.resolve("all.yaml"), values);
        var chart = CHARTS.resolve(output.substring(0, output.indexOf('_')));

        var asked =
                SecretKeys.askedFor(
                        helm("template", "eu", chart.toString(), "-f", file.toString())
                                .mustBeFine());

        var made = SecretKeys.madeBy(shown, "module." + output);
        // The chart makes the others itself.
        asked.keySet().removeIf(name -> name.startsWith("eu-") && !name.equals("eu-allocator"));
        assertThat(asked).containsKey("tankfleet-keys");
        assertThat(made.keySet()).containsAll(asked.keySet());
        asked.forEach((name, keys) -> assertThat(made.get(name)).as(name).containsAll(keys));
    }

    private static ProgramRun helm(String... arguments) {
        var command = new ArrayList<>(List.of(Program.HELM.path().orElseThrow().toString()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(command, Map.of());
    }
}
