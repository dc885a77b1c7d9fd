package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A new region is one entry, which the region's own chart writes. */
@OnCharts
final class RegionsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void takesARegionAsItsOwnChartDescribesIt(ValueSet region) throws IOException {
        var described = region.rendered().one("ConfigMap", "r-centre").path("data");
        var values =
                Files.writeString(
                        folder.resolve("region.yaml"), described.path("values.yaml").asText());

        var centre = Chart.CENTRE.byDefault().render("r", List.of("-f", values.toString()));

        var entry = Rendered.YAML.readTree(described.path("region.json").asText());
        assertThat(regions(centre)).containsExactly(entry);
    }

    /** The operator does with a shell what the test above does with a parser. */
    @Test
    void takesARegionAsTheGuideHasItDescribed() throws IOException {
        var guide = Files.readString(Path.of("..", "docs", "operators.md"));
        var line =
                Pattern.compile("--show-only templates/centre.yaml \\| (sed .*) >ap-centre.yaml");
        var matcher = line.matcher(guide);
        assertThat(matcher.find()).isTrue();
        var described =
                Chart.REGION
                        .with("small")
                        .render("ap", List.of("--show-only", "templates/centre.yaml"));
        var file = Files.writeString(folder.resolve("described.yaml"), described.text());

        var values =
                ProgramRun.of(
                                List.of("sh", "-c", matcher.group(1) + " " + file),
                                Map.of("PATH", "/usr/bin:/bin"))
                        .mustBeFine();

        var kept = Files.writeString(folder.resolve("ap-centre.yaml"), values);
        var centre = Chart.CENTRE.byDefault().render("r", List.of("-f", kept.toString()));
        assertThat(regions(centre)).hasSize(1);
    }

    @Test
    void addsToAFleetWhatIsTheRegionsAndChangesNothingElse() throws IOException {
        var one = Chart.CENTRE.with("external").rendered();
        var more = Singapore.write(folder).toString();
        var two = Chart.CENTRE.with("external").render("r", List.of("-f", more));

        assertThat(changed(one, two))
                .containsExactlyInAnyOrder(
                        "ConfigMap r-edge",
                        "ConfigMap r-hub",
                        "ConfigMap r-regions",
                        // It watches one certificate for an allocator more.
                        "Deployment r-certificate-exporter",
                        "Deployment r-edge",
                        "Deployment r-matchmaker",
                        "ExternalSecret r-keys-hub",
                        "NetworkPolicy r-matchmaker");
    }

    @Test
    void waitsForTheFirstRegionWithoutAMatchmaker() {
        var none = Chart.CENTRE.byDefault().rendered();
        var one = Chart.CENTRE.with("small").rendered();

        assertThat(none.one("Deployment", "r-matchmaker").at("/spec/replicas").asInt()).isZero();
        assertThat(one.one("Deployment", "r-matchmaker").at("/spec/replicas").asInt()).isOne();
    }

    private static List<JsonNode> regions(Rendered centre) throws IOException {
        var file = centre.one("ConfigMap", "r-regions").path("data").path("regions.json").asText();
        return Rendered.YAML.readTree(file).path("regions").valueStream().toList();
    }

    private static List<String> changed(Rendered before, Rendered after) {
        assertThat(after.objects()).hasSameSizeAs(before.objects());
        return after.objects().stream()
                .filter(object -> !before.objects().contains(object))
                .map(object -> Rendered.kindOf(object) + " " + Rendered.nameOf(object))
                .toList();
    }
}
