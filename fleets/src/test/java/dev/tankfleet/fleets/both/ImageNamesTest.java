package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

/** By itself a chart asks for images under the names that {@code fleets/images} gives them. */
final class ImageNamesTest {
    @ParameterizedTest
    @EnumSource
    void asksForTheVersionThatTheServicesHave(Chart chart) throws Exception {
        var description = Rendered.YAML.readTree(chart.text("Chart.yaml"));
        var pom =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("..", "pom.xml").toFile())
                        .getDocumentElement();

        assertThat(description.path("appVersion").asText()).isEqualTo(child(pom, "version"));
    }

    @ParameterizedTest
    @CsvSource({
        "REGION, /gateway, tankfleet/gateway",
        "REGION, /gameServer, tankfleet/gameserver",
        "REGION, /backup, tankfleet/backup",
        "CENTRE, /backup, tankfleet/backup",
        "CENTRE, /auth, tankfleet/auth",
        "CENTRE, /matchmaker, tankfleet/allocator-matchmaker",
        "REGION, /certificates, tankfleet/certificates",
        "CENTRE, /certificates, tankfleet/certificates"
    })
    void asksForTheNameOfTheModule(Chart chart, String part, String image) throws IOException {
        var values = Rendered.YAML.readTree(chart.text("values.yaml"));

        assertThat(values.at(part + "/image/repository").asText()).isEqualTo(image);
        var module = image.substring(image.indexOf('/') + 1);
        assertThat(List.of(Path.of("..", module), Path.of(module))).anyMatch(Files::isDirectory);
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
