package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.DrawnEdges;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashSet;
import java.util.Set;

/** Who may reach whom inside the centre. */
@OnCharts
final class DrawnEdgesTest {
    private static final Set<String> ALWAYS =
            Set.of(
                    "edge > auth:8888",
                    "edge > matchmaker:8090",
                    "matchmaker > edge:8086",
                    "matchmaker > hub:4222",
                    "test > edge:8443",
                    "test > edge:8888");

    private static final Set<String> TO_POSTGRES =
            Set.of("auth > postgres:5432", "matchmaker > postgres:5432", "migrate > postgres:5432");

    @ParameterizedTest
    @MethodSource(ValueSet.OF_CENTRE)
    void opensTheDrawnEdgesAndNoOther(ValueSet values) {
        var rendered = values.rendered();
        var drawn = new HashSet<>(ALWAYS);
        if (rendered.all("StatefulSet").size() == 1) {
            drawn.addAll(TO_POSTGRES);
        }
        if (rendered.pods().stream().anyMatch(pod -> pod.component().equals("backup"))
                && rendered.all("StatefulSet").size() == 1) {
            drawn.add("backup > postgres:5432");
            drawn.add("backup-wal > postgres:5432");
        }
        if (!values.name().equals("small")) {
            drawn.add("edge > matchmaker:8004");
        }

        assertThat(DrawnEdges.reachable(rendered)).containsExactlyInAnyOrderElementsOf(drawn);
        assertThat(DrawnEdges.open(rendered))
                .containsExactly("r-edge < [8443, 8888]", "r-hub < [7422]");
    }

    @Test
    void noticesAnEdgeThatNobodyDrew() {
        var text = Chart.CENTRE.byDefault().rendered().text();
        var swapped = Rendered.of(text.replace("port: 8888", "port: 8000"));

        assertThat(DrawnEdges.reachable(swapped)).contains("edge > auth:8000");
    }

    @Test
    void leavesTheCentreOnlyForAllocatorsADatabaseAndCertificates() {
        assertThat(DrawnEdges.outgoing(Chart.CENTRE.byDefault().rendered()))
                .containsExactlyInAnyOrder("r-deny > [53, 53]", "r-certificates > [443, 6443]");
        assertThat(DrawnEdges.outgoing(Chart.CENTRE.with("pinned").rendered()))
                .containsExactlyInAnyOrder(
                        "r-deny > [53, 53]",
                        "r-auth > [5432]",
                        "r-backup > [443]",
                        "r-backup > [5432]",
                        "r-backup-wal > [443]",
                        "r-backup-wal > [5432]",
                        "r-backup-rotate > [443]",
                        "r-backup-drill > [443]",
                        "r-backup-exporter > [443]",
                        "r-matchmaker > [5432]",
                        "r-matchmaker > [443]",
                        "r-matchmaker > [8443]",
                        "r-migrate > [5432]");
    }
}
