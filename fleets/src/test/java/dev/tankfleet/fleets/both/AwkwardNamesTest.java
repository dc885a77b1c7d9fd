package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names that YAML takes for something else: a region in Norway is {@code no}, a namespace may be
 * {@code on} or {@code 123}. What is text stays text.
 */
@OnCharts
final class AwkwardNamesTest {
    private static final Map<Chart, List<String>> NAMES =
            Map.of(
                    Chart.REGION,
                    List.of(
                            "region=no",
                            "city=Off",
                            "allocator.clientSecret=123",
                            "redis.storage.className=on",
                            "nats.storage.className=123"),
                    Chart.CENTRE,
                    List.of("postgres.storage.className=123"));

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void keepsTextTextWhateverItSays(ValueSet values) {
        var more = new ArrayList<>(List.of("--namespace", "on"));
        NAMES.get(values.chart()).forEach(name -> more.addAll(List.of("--set-string", name)));
        more.addAll(List.of("--set-string", "imagePullSecrets[0]=123"));

        var usual = values.render("r", List.of("--set-string", "imagePullSecrets[0]=pull"));
        for (var release : List.of("no", "123")) {
            var awkward = values.render(release, more);

            assertThat(noText(usual, awkward)).as(release).isEmpty();
        }
    }

    @Test
    void refusesARegionWhoseNameWasReadAsABoolean(@TempDir Path folder) throws IOException {
        var entry =
                Chart.CENTRE
                        .text("ci/small.yaml")
                        .replaceFirst("(?m)^  [a-z]+:\\R    city:", "  no:\n    city:");
        var file = Files.writeString(folder.resolve("values.yaml"), entry);
        assertThat(entry).contains("\n  no:\n");

        var answer = Chart.CENTRE.byDefault().tryToRender("r", List.of("-f", file.toString()));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains("regions.false", "in quotes");
    }

    /** Where there was text, by kind and path. */
    private static List<String> noText(Rendered usual, Rendered awkward) {
        assertThat(awkward.objects()).hasSameSizeAs(usual.objects());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < usual.objects().size(); i++) {
            var object = usual.objects().get(i);
            compare(Rendered.kindOf(object), object, awkward.objects().get(i), wrong);
        }
        return wrong;
    }

    private static void compare(String path, JsonNode usual, JsonNode awkward, List<String> wrong) {
        if (usual.isTextual() && !awkward.isTextual()) {
            wrong.add(path + ": " + awkward);
        }
        if (usual.isArray()) {
            for (int i = 0; i < Math.min(usual.size(), awkward.size()); i++) {
                compare(path + "[" + i + "]", usual.get(i), awkward.get(i), wrong);
            }
        }
        for (var field : usual.properties()) {
            if (awkward.has(field.getKey())) {
                compare(
                        path + "." + field.getKey(),
                        field.getValue(),
                        awkward.get(field.getKey()),
                        wrong);
            }
        }
    }
}
