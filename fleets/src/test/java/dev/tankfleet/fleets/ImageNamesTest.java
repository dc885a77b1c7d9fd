package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

import java.io.IOException;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

/** By itself the chart asks for images under the names that {@code fleets/images} gives them. */
final class ImageNamesTest {
    @Test
    void asksForTheVersionThatTheServicesHave() throws Exception {
        var chart = Rendered.YAML.readTree(Chart.REGION.folder().resolve("Chart.yaml").toFile());
        var pom =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("..", "pom.xml").toFile())
                        .getDocumentElement();

        assertThat(chart.path("appVersion").asText()).isEqualTo(child(pom, "version"));
    }

    @ParameterizedTest
    @CsvSource({"/gateway, tankfleet/gateway", "/gameServer, tankfleet/gameserver"})
    void asksForTheNameOfTheModule(String part, String image) throws IOException {
        var values = Rendered.YAML.readTree(Chart.REGION.folder().resolve("values.yaml").toFile());

        assertThat(values.at(part + "/image/repository").asText()).isEqualTo(image);
        assertThat(Path.of("..", image.substring(image.indexOf('/') + 1))).isDirectory();
    }

    private static String child(Element parent, String name) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent();
            }
        }
        throw new AssertionError(name + ": not there");
    }
}
