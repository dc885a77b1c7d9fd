package dev.tankfleet.fleets.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.DrawnEdges;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everybody tries everybody else on every port, with real packets: what comes through is what was
 * drawn. Inside the release {@link DrawnEdges} knows it, whose own tests name each edge; what
 * crosses its border is named here.
 */
@OnCharts
@NeedsProgram(Program.NFT_AS_ROOT)
final class RulesInForceIT {
    private static final Station WORLD = Station.host("world", "192.88.99.7");
    private static final Station NEIGHBOUR = Station.podIn("shop", "neighbour", "10.90.1.1");
    private static final Station MONITORING =
            Station.podIn("monitoring", "prometheus", "10.90.1.2");
    private static final Station NAMES = Station.podIn("kube-system", "dns", "10.90.1.3");
    private static final List<Station> ALWAYS_THERE = List.of(WORLD, NEIGHBOUR, MONITORING, NAMES);

    @Test
    void letsThroughWhatTheRegionHasDrawn() throws Exception {
        var hub = Station.host("hub", "198.51.100.10");
        var api = Station.host("api", "192.0.2.2");
        var store = Station.host("store", "203.0.113.20");
        var rendered = Chart.REGION.with("pinned").rendered();

        var drawn =
                drawn(
                        rendered,
                        List.of(hub, api, store),
                        "edge:8443",
                        "gateway:8003",
                        "gameserver:8001",
                        "backup-exporter:8005",
                        "certificate-exporter:8007");
        drawn.addAll(Set.of("nats > hub:7422", "gameserver > api:443", "gameserver > api:6443"));
        drawn.addAll(toStore(rendered));

        assertThat(reachable(rendered, List.of(hub, api, store)))
                .containsExactlyInAnyOrderElementsOf(drawn);
    }

    @Test
    void letsThroughWhatTheCentreHasDrawn() throws Exception {
        var database = Station.host("database", "192.0.2.9");
        var europe = Station.host("allocator-eu", "203.0.113.5");
        var america = Station.host("allocator-us", "198.51.100.5");
        var store = Station.host("store", "192.0.2.130");
        var hosts = List.of(database, europe, america, store);
        var rendered = Chart.CENTRE.with("pinned").rendered();

        var drawn =
                drawn(
                        rendered,
                        hosts,
                        "edge:8443",
                        "auth:8000",
                        "matchmaker:8002",
                        "backup-exporter:8005",
                        "backup-wal:8006",
                        "certificate-exporter:8007");
        for (var host : outsiders(hosts)) {
            drawn.addAll(Set.of(host.name() + " > edge:8888", host.name() + " > hub:7422"));
        }
        drawn.addAll(
                Set.of(
                        "auth > database:5432",
                        "matchmaker > database:5432",
                        "backup > database:5432",
                        "backup-wal > database:5432",
                        "migrate > database:5432",
                        "matchmaker > allocator-eu:443",
                        "matchmaker > allocator-us:8443"));
        drawn.addAll(toStore(rendered));

        assertThat(reachable(rendered, hosts)).containsExactlyInAnyOrderElementsOf(drawn);
    }

    @Test
    void letsThroughWhatTheCentreHasDrawnForItsOwnDatabase() throws Exception {
        var rendered = Chart.CENTRE.with("plain").rendered();

        var drawn =
                drawn(
                        rendered,
                        List.of(),
                        "edge:8443",
                        "auth:8000",
                        "matchmaker:8002",
                        "certificate-exporter:8007");
        for (var host : outsiders(List.of())) {
            drawn.addAll(Set.of(host.name() + " > edge:8888", host.name() + " > hub:7422"));
            // Nobody said where the allocator of the region is.
            drawn.add("matchmaker > " + host.name() + ":443");
            // Nor where the API server is.
            drawn.addAll(
                    Set.of(
                            "certificates > " + host.name() + ":443",
                            "certificates > " + host.name() + ":6443"));
        }

        assertThat(reachable(rendered, List.of())).containsExactlyInAnyOrderElementsOf(drawn);
    }

    @Test
    void noticesAnEdgeThatNobodyDrew() throws Exception {
        var text = Chart.REGION.byDefault().rendered().text();
        var swapped = Rendered.of(text.replace("port: 4222", "port: 6379"));

        assertThat(reachable(swapped, List.of()))
                .contains("gateway > nats:6379")
                .doesNotContain("gateway > nats:4222");
    }

    /** A Pod of ours that no policy selects would be open; every one is selected. */
    @Test
    void noticesAPodThatNoRuleIsAbout() throws Exception {
        var text = Chart.REGION.byDefault().rendered().text();
        var without = Rendered.of(text.replace("kind: NetworkPolicy", "kind: NoPolicy"));

        assertThat(reachable(without, List.of()))
                .contains("world > redis:6379", "redis > world:443");
    }

    private static List<String> toStore(Rendered rendered) {
        return pods(rendered).stream()
                .map(PodPlan::component)
                .filter(component -> component.startsWith("backup"))
                .map(component -> component + " > store:443")
                .toList();
    }

    /** Inside, names for all, one open edge, and metrics for whoever watches. */
    private static Set<String> drawn(
            Rendered rendered, List<Station> hosts, String open, String... watched) {
        var drawn = new TreeSet<>(DrawnEdges.reachable(rendered));
        for (var pod : pods(rendered)) {
            drawn.add(pod.component() + " > dns:53");
            drawn.add(pod.component() + " > dns:udp53");
        }
        outsiders(hosts).forEach(host -> drawn.add(host.name() + " > " + open));
        for (var target : watched) {
            drawn.add(MONITORING.name() + " > " + target);
        }
        return drawn;
    }

    private static Set<String> reachable(Rendered rendered, List<Station> hosts) throws Exception {
        var stations = new ArrayList<>(outsiders(hosts));
        for (var pod : pods(rendered)) {
            stations.add(Station.of(pod, "10.90.0." + (stations.size() + 1)));
        }
        try (var network = PodNetwork.open(rendered, stations, DrawnEdges.ports())) {
            return network.reachable();
        }
    }

    private static List<Station> outsiders(List<Station> hosts) {
        return Stream.concat(ALWAYS_THERE.stream(), hosts.stream()).toList();
    }

    /** One of each kind. */
    private static List<PodPlan> pods(Rendered rendered) {
        return rendered.pods().stream()
                .collect(Collectors.toMap(PodPlan::component, pod -> pod, (first, _) -> first))
                .values()
                .stream()
                .toList();
    }
}
