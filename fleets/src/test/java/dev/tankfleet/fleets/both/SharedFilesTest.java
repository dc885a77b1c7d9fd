package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** What both charts need is the same in both, so that each can be installed from its folder. */
final class SharedFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_shared.tpl",
                "_secrets.tpl",
                "_network.tpl",
                "_certificates.tpl",
                "_backup.tpl"
            })
    void areTheSameInBothCharts(String name) {
        assertThat(Chart.CENTRE.text("templates/" + name))
                .isEqualTo(Chart.REGION.text("templates/" + name));
    }

    @Test
    void startNatsInTheSameWay() {
        assertThat(Chart.CENTRE.text("files/start-nats.sh"))
                .isEqualTo(Chart.REGION.text("files/start-nats.sh"));
    }

    @Test
    void describeTheSameValuesInTheSameWay() throws IOException {
        var region = schema(Chart.REGION);
        var centre = schema(Chart.CENTRE);

        assertThat(centre.at("/properties/secrets")).isEqualTo(region.at("/properties/secrets"));
        assertThat(centre.at("/properties/certificates"))
                .isEqualTo(region.at("/properties/certificates"));
        for (var name :
                new String[] {"store", "existingSecret", "recipients", "schedule", "keep"}) {
            assertThat(centre.at("/properties/backup/properties/" + name))
                    .isEqualTo(region.at("/properties/backup/properties/" + name))
                    .isNotEmpty();
        }
        for (var name : new String[] {"image", "imageOfOthers", "resources", "storage"}) {
            assertThat(centre.path("definitions").path(name))
                    .isEqualTo(region.path("definitions").path(name))
                    .isNotEmpty();
        }
    }

    @Test
    void haveTheSameVersion() throws IOException {
        var region = Rendered.YAML.readTree(Chart.REGION.text("Chart.yaml"));
        var centre = Rendered.YAML.readTree(Chart.CENTRE.text("Chart.yaml"));

        for (var name : new String[] {"version", "appVersion", "kubeVersion"}) {
            assertThat(centre.path(name)).isEqualTo(region.path(name));
        }
    }

    private static JsonNode schema(Chart chart) throws IOException {
        return Rendered.YAML.readTree(chart.text("values.schema.json"));
    }
}
