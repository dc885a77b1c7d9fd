package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The values of {@code single-node}, which the guide for one machine uses. */
@OnCharts
final class SingleNodeTest {
    private static final String DOMAIN = "203-0-113-10.sslip.io";

    @TempDir private Path folder;

    @Test
    void hasACentreThatKnowsTheCityAsItsChartDescribesIt() throws IOException {
        var city = rendered(Chart.REGION, "eu", "games");
        var described = city.one("ConfigMap", "eu-centre").path("data").path("values.yaml");

        ObjectNode known = Rendered.YAML.readTree(values(Chart.CENTRE)).path("regions").deepCopy();
        // What the city does not know of itself.
        known.withObject("/eu").remove("autoscalerNetworks");
        assertThat((JsonNode) known)
                .isEqualTo(Rendered.YAML.readTree(described.asText()).path("regions"));
    }

    @Test
    void asksForLessThanTwoProcessors() throws IOException {
        double processors =
                processors(rendered(Chart.CENTRE, "centre", "tankfleet"))
                        + processors(rendered(Chart.REGION, "eu", "games"));

        assertThat(processors).isLessThan(2);
    }

    private static double processors(Rendered chart) {
        return chart.pods().stream()
                .map(pod -> pod.container().at("/resources/requests/cpu").asText())
                .mapToDouble(
                        cpu ->
                                cpu.endsWith("m")
                                        ? Integer.parseInt(cpu.replace("m", "")) / 1e3
                                        : Double.parseDouble(cpu))
                .sum();
    }

    private Rendered rendered(Chart chart, String release, String namespace) throws IOException {
        var file = Files.writeString(folder.resolve(chart + ".yaml"), values(chart));
        var answer =
                new Tool(Program.HELM)
                        .run(
                                List.of(
                                        "template",
                                        release,
                                        chart.folder().toString(),
                                        "--namespace",
                                        namespace,
                                        "--values",
                                        file.toString()));
        return Rendered.of(answer.mustBeFine());
    }

    /** As the guide makes them. */
    private static String values(Chart chart) throws IOException {
        var name = chart.name().toLowerCase(Locale.ROOT) + ".yaml";
        return Files.readString(Path.of("single-node").resolve(name)).replace("DOMAIN", DOMAIN);
    }
}
