package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The plain manifests are what the charts give today, and their page names what they lack. */
@OnCharts
final class PlainManifestsTest {
    private static final int RENDER_MAX_S = 60;
    private static final Path RENDERED = Path.of("rendered").toAbsolutePath();

    @TempDir private static Path folder;

    @BeforeAll
    static void render() throws Exception {
        var builder =
                new ProcessBuilder(Path.of("render").toAbsolutePath().toString(), folder.toString())
                        .inheritIO();
        var tools = Program.HELM.path().orElseThrow().getParent();
        builder.environment().put("TANKFLEET_TOOLS", tools.toString());
        var process = builder.start();
        assertThat(process.waitFor(RENDER_MAX_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
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
