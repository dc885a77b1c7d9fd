package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.TextEverywhere;
import dev.tankfleet.fleets.chart.ValueSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that YAML takes for something else: a region in Norway is {@code no}, a namespace may be
 * {@code on} or {@code 123}. What is text stays text.
 */
@OnCharts
final class AwkwardNamesTest {
    /** Below the least of all sets; a word that arrives nowhere would prove nothing. */
    private static final int QUOTED_MIN = 100;

    /** An issuer is for cert-manager alone, and a canary is another build than the stable one. */
    private static final List<String> ASK_FOR_ANOTHER_CHART =
            List.of("certificates.issuer.name", "certificates.issuer.group", "builds.canary.tag");

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void keepsTextTextWhateverItSays(ValueSet values, @TempDir Path folder) throws IOException {
        var word = TextEverywhere.WORD;
        var more = new ArrayList<>(List.of("--namespace", word));
        more.addAll(List.of("--api-versions", "monitoring.coreos.com/v1"));
        more.addAll(TextEverywhere.arguments(values.chart().folder(), ASK_FOR_ANOTHER_CHART));
        if (values.chart() == Chart.CENTRE) {
            more.addAll(List.of("-f", entry(folder, "\"" + word + "\"").toString()));
        }

        var rendered = values.render(word, more);

        assertThat(TextEverywhere.plain(rendered)).isEmpty();
        assertThat(TextEverywhere.quoted(rendered)).hasSizeGreaterThan(QUOTED_MIN);
    }

    @ParameterizedTest
    @CsvSource({"no, regions.false", "y, regions.true", "'\"true\"', regions.true"})
    void refusesARegionWhoseIdReadsAsABoolean(String id, String named, @TempDir Path folder)
            throws IOException {
        var answer =
                Chart.CENTRE
                        .byDefault()
                        .tryToRender("r", List.of("-f", entry(folder, id).toString()));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains(named, "no id of a region");
    }

    @Test
    void refusesARegionThatTheCentreWouldRefuse() {
        var answer =
                Chart.REGION.byDefault().tryToRender("r", List.of("--set-string", "region=true"));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains("region: true (expected: another id");
    }

    /** Values of a centre with one region. */
    private static Path entry(Path folder, String id) throws IOException {
        return Files.writeString(
                folder.resolve("values.yaml"),
                """
                regions:
                  %s:
                    city: "1e3"
                    position: {latitude: 1, longitude: 1}
                    edgeHost: "1e3"
                    namespace: "1e3"
                    allocator: {host: "1e3", port: 443, clientSecret: "1e3"}
                """
                        .formatted(id));
    }
}
