package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Where Pods have their images from. */
@OnCharts
final class RegistryTest {
    @ParameterizedTest
    @EnumSource
    void asksARegistryForOurOwnImagesAndForNoOther(Chart chart) {
        var before = images(chart.byDefault().rendered());

        var after =
                images(chart.byDefault().render("r", List.of("--set", "registry=here.example/a")));

        assertThat(before).anyMatch(RegistryTest::isOurs).anyMatch(image -> !isOurs(image));
        assertThat(after)
                .isEqualTo(
                        before.stream()
                                .map(image -> isOurs(image) ? "here.example/a/" + image : image)
                                .toList());
    }

    private static boolean isOurs(String image) {
        return image.startsWith("tankfleet/");
    }

    private static List<String> images(Rendered rendered) {
        return rendered.objects().stream()
                .flatMap(object -> object.findValues("image").stream())
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }
}
