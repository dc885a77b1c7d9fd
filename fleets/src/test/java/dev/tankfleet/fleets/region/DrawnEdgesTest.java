package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.DrawnEdges;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may reach whom inside the region. */
@OnCharts
final class DrawnEdgesTest {
    private static final Set<String> DRAWN =
            Set.of(
                    "edge > gateway:8080",
                    "gateway > nats:4222",
                    "gateway > redis:6379",
                    "gameserver > nats:4222",
                    "gameserver > redis:6379",
                    "stream > nats:4222",
                    "test > gateway:8080",
                    "test > edge:8443");

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void opensTheDrawnEdgesAndNoOther(ValueSet values) {
        var drawn = new TreeSet<>(DRAWN);
        if (!values.rendered().all("CronJob").isEmpty()) {
            drawn.add("backup > redis:6379");
        }

        assertThat(DrawnEdges.reachable(values.rendered()))
                .containsExactlyInAnyOrderElementsOf(drawn);
        assertThat(DrawnEdges.open(values.rendered())).containsExactly("r-edge < [8443]");
    }

    @Test
    void noticesAnEdgeThatNobodyDrew() {
        var text = Chart.REGION.byDefault().rendered().text();
        var swapped = Rendered.of(text.replace("port: 4222", "port: 6379"));

        assertThat(DrawnEdges.reachable(swapped)).contains("gateway > nats:6379");
    }

    @Test
    void opensAFurtherWayOutForOneComponentAlone() {
        var way = "network.extraEgress[0].";
        var rendered =
                Chart.REGION
                        .byDefault()
                        .render(
                                "r",
                                List.of(
                                        "--set",
                                        "network.dnsAddresses={169.254.20.10/32},"
                                                + (way + "component=nats,")
                                                + (way + "namespace=tankfleet,")
                                                + (way + "ports={7423}")));

        assertThat(DrawnEdges.outgoing(rendered))
                .contains("r-nats > [7423]", "r-deny > [53, 53]")
                .doesNotContain("r-gateway > [7423]");
        assertThat(rendered.one("NetworkPolicy", "r-deny").at("/spec/egress/1/to/0/ipBlock/cidr"))
                .hasToString("\"169.254.20.10/32\"");
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void leavesTheRegionOnlyWhereItMust(ValueSet values) {
        assertThat(DrawnEdges.outgoing(values.rendered()))
                .allMatch(
                        edge ->
                                edge.equals("r-deny > [53, 53]")
                                        || edge.equals("r-nats > [7422]")
                                        || edge.matches("r-backup(-[a-z]+)? > \\[443]")
                                        || edge.startsWith("r-gameserver > [443"));
    }
}
