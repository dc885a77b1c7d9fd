package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who may reach whom, as the network's rules say it together. Pure. */
public final class DrawnEdges {
    private static final int[] PORTS = {
        53, 443, 4222, 5432, 6379, 6443, 7422, 8000, 8001, 8002, 8003, 8004, 8005, 8006, 8007, 8080,
        8081, 8086, 8090, 8222, 8443, 8888, 18888
    };

    private DrawnEdges() {}

    /** What anybody might listen on. */
    public static int[] ports() {
        return PORTS.clone();
    }

    /** Each edge inside the release, as {@code edge > gateway:8080}. */
    public static Set<String> reachable(Rendered rendered) {
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

    /** What leaves the release, as {@code nats > [7422]}, by the names of the rules. */
    public static Set<String> outgoing(Rendered rendered) {
        var outgoing = new TreeSet<String>();
        for (var policy : rendered.all("NetworkPolicy")) {
            for (var rule : policy.at("/spec/egress")) {
                for (var peer : rule.path("to")) {
                    if (!peer.has("podSelector")) {
                        outgoing.add(Rendered.nameOf(policy) + " > " + ports(rule));
                    }
                }
            }
        }
        return outgoing;
    }

    /** What is open to everybody, as {@code edge < [8443]}, by the names of the rules. */
    public static Set<String> open(Rendered rendered) {
        var open = new TreeSet<String>();
        for (var policy : rendered.all("NetworkPolicy")) {
            for (var rule : policy.at("/spec/ingress")) {
                if (!rule.has("from")) {
                    open.add(Rendered.nameOf(policy) + " < " + ports(rule));
                }
            }
        }
        return open;
    }

    private static String ports(JsonNode rule) {
        return rule.path("ports")
                .valueStream()
                .map(port -> port.path("port").asInt())
                .toList()
                .toString();
    }
}
