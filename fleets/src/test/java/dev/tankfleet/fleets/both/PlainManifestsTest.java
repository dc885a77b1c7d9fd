package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The plain manifests are what the charts give today, and their page names what they lack. */
@OnCharts
final class PlainManifestsTest {
    private static final Path RENDERED = Path.of("rendered").toAbsolutePath();

    @TempDir private static Path folder;

    @BeforeAll
    static void render() {
        var tools = Program.HELM.path().orElseThrow().getParent();
        ProgramRun.of(
                        List.of(Path.of("render").toAbsolutePath().toString(), folder.toString()),
                        Map.of("PATH", System.getenv("PATH"), "TANKFLEET_TOOLS", tools.toString()))
                .mustBeFine();
    }

    @ParameterizedTest
    @EnumSource
    void areWhatTheChartGives(Chart chart) throws IOException {
        assertThat(Files.readString(RENDERED.resolve(file(chart))))
                .as("run fleets/render")
                .isEqualTo(Files.readString(folder.resolve(file(chart))));
    }

    @ParameterizedTest
    @EnumSource
    void nameEverySecretThatAPersonMakes(Chart chart) throws IOException {
        var asked = new TreeSet<String>();
        for (var object : Rendered.of(Files.readString(folder.resolve(file(chart)))).objects()) {
            assertThat(Rendered.kindOf(object)).isNotEqualTo("Secret");
            asked.addAll(object.findValuesAsText("secretName"));
            object.findValues("secretKeyRef").forEach(ref -> asked.add(ref.path("name").asText()));
        }

        assertThat(asked).isNotEmpty();
        assertThat(Files.readString(RENDERED.resolve("README.md")))
                .contains(asked.stream().map(name -> "`" + name + "`").toList());
    }

    private static String file(Chart chart) {
        return chart.name().toLowerCase(Locale.ROOT) + ".yaml";
    }
}
