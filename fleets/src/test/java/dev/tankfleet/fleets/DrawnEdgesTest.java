package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who may reach whom inside the region, as the network's rules say it together. */
@OnCharts
final class DrawnEdgesTest {
    /** What anybody might listen on. */
    private static final int[] PORTS = {
        53, 443, 4222, 6379, 8001, 8003, 8005, 8080, 8081, 8222, 8443
    };

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
    @EnumSource
    void opensTheDrawnEdgesAndNoOther(ValueSet values) {
        var drawn = new TreeSet<>(DRAWN);
        if (values.makesCopies()) {
            drawn.add("backup > redis:6379");
        }

        assertThat(reachable(values.rendered())).containsExactlyInAnyOrderElementsOf(drawn);
    }

    @Test
    void noticesAnEdgeThatNobodyDrew() {
        var text = ValueSet.DEFAULT.rendered().text();
        var swapped = Rendered.of(text.replace("port: 4222", "port: 6379"));

        assertThat(reachable(swapped)).contains("gateway > nats:6379");
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheRegionOnlyWhereItMust(ValueSet values) {
        var outside = new TreeSet<String>();
        for (var policy : values.rendered().all("NetworkPolicy")) {
            for (var rule : policy.at("/spec/egress")) {
                for (var peer : rule.path("to")) {
                    if (!peer.has("podSelector")) {
                        outside.add(Rendered.nameOf(policy) + " > " + ports(rule));
                    }
                }
            }
        }

        assertThat(outside)
                .allMatch(
                        edge ->
                                edge.equals("r-deny > [53, 53]")
                                        || edge.equals("r-nats > [7422]")
                                        || edge.matches("r-backup(-[a-z]+)? > \\[443]")
                                        || edge.startsWith("r-gameserver > [443"));
    }

    private static Set<String> reachable(Rendered rendered) {
        var reachable = new TreeSet<String>();
        for (var from : rendered.pods()) {
            for (var to : rendered.pods()) {
                for (int port : PORTS) {
                    if (allows(rendered, "Egress", from, to, port)
                            && allows(rendered, "Ingress", to, from, port)) {
                        reachable.add(from.component() + " > " + to.component() + ":" + port);
                    }
                }
            }
        }
        return reachable;
    }

    /** Whether the rules of one end allow the other; nothing is allowed once a rule selects it. */
    private static boolean allows(
            Rendered rendered, String direction, PodPlan self, PodPlan other, int port) {
        Predicate<JsonNode> isAbout =
                policy ->
                        matches(policy.at("/spec/podSelector"), self.labels())
                                && policy.at("/spec/policyTypes")
                                        .valueStream()
                                        .anyMatch(type -> type.asText().equals(direction));
        var policies = rendered.all("NetworkPolicy").stream().filter(isAbout).toList();
        if (policies.isEmpty()) {
            return true;
        }
        boolean isOut = direction.equals("Egress");
        return policies.stream()
                .flatMap(
                        policy -> policy.at(isOut ? "/spec/egress" : "/spec/ingress").valueStream())
                .filter(rule -> hasPort(rule, port))
                .flatMap(rule -> peers(rule.path(isOut ? "to" : "from")))
                .anyMatch(peer -> isPeer(peer, other));
    }

    private static Stream<JsonNode> peers(JsonNode peers) {
        // No list at all is everybody.
        return peers.isMissingNode()
                ? Rendered.of("podSelector: {}").objects().stream()
                : peers.valueStream();
    }

    /** Networks and other namespaces are outside, wherever their addresses may be. */
    private static boolean isPeer(JsonNode peer, PodPlan other) {
        return !peer.has("namespaceSelector")
                && peer.has("podSelector")
                && matches(peer.path("podSelector"), other.labels());
    }

    private static boolean hasPort(JsonNode rule, int port) {
        var ports = rule.path("ports");
        return ports.isMissingNode()
                || ports.valueStream().anyMatch(entry -> entry.path("port").asInt() == port);
    }

    private static boolean matches(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet()
                .containsAll(PodPlan.textsOf(selector.path("matchLabels")).entrySet());
    }

    private static String ports(JsonNode rule) {
        return rule.path("ports")
                .valueStream()
                .map(p -> p.path("port").asInt())
                .toList()
                .toString();
    }
}
