package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Another port of the edge than 443, as two edges on one address need, is told to everybody. */
@OnCharts
final class EdgeAddressTest {
    private static final String HOST = "eu.play.tankfleet.example";
    private static final String ADDRESS = HOST + ":8443";

    @Test
    void tellsThePortWhereverTheEdgeIsCalled() {
        var rendered =
                Chart.REGION
                        .byDefault()
                        .render(
                                "r",
                                List.of(
                                        "--set",
                                        "edge.service.port=8443,edge.service.nodePort=30443"));

        var calls =
                rendered.text()
                        .lines()
                        .filter(line -> line.contains(HOST))
                        // A name alone: of the certificate, and beside a port of its own.
                        .filter(line -> !line.contains("server_name") && !line.contains("edgeHost"))
                        .filter(line -> !line.contains("name: WANTED"))
                        .toList();
        assertThat(calls).hasSize(3).allMatch(line -> line.contains(ADDRESS));
        assertThat(rendered.text()).contains("https://r-edge:8443/ping").contains("edgePort: 8443");
        var port = rendered.one("Service", "r-edge").at("/spec/ports/0");
        assertThat(port.path("port").asInt()).isEqualTo(8443);
        assertThat(port.path("nodePort").asInt()).isEqualTo(30443);
    }

    @Test
    void leavesThePortAwayThatABrowserTakesByItself() {
        var text = Chart.REGION.byDefault().rendered().text();

        assertThat(text).contains("\"wss://" + HOST + "\"").doesNotContain(HOST + ":443");
        assertThat(text).doesNotContain("edgePort").doesNotContain("nodePort");
    }
}
