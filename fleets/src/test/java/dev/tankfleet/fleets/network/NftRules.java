package dev.tankfleet.fleets.network;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.PodPlan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * NetworkPolicies of one namespace as rules of nft for one of its Pods, as a plugin of the network
 * would make them: a Pod that a policy selects may do what some policy allows and nothing else, and
 * answers to what was allowed are. What is refused is refused at once, so that a test need not
 * wait. A field that this does not know is a failure. Pure.
 */
final class NftRules {
    private static final String BEGIN =
            """
            table inet policies {
            """;

    private final List<JsonNode> policies;
    private final List<Station> stations;

    /**
     * Of all policies.
     *
     * @param stations everybody, since rules are about addresses in the end
     */
    NftRules(List<JsonNode> policies, List<Station> stations) {
        this.policies = List.copyOf(policies);
        this.stations = List.copyOf(stations);
    }

    /** The orders for nft in the namespace of a Pod. */
    String of(Station pod) {
        return BEGIN
                + chain("input", "Ingress", "ingress", "from", "saddr", pod)
                + chain("output", "Egress", "egress", "to", "daddr", pod)
                + "}\n";
    }

    private String chain(
            String hook, String type, String direction, String peers, String side, Station pod) {
        var lines = new ArrayList<String>();
        lines.add("type filter hook %s priority 0; policy accept".formatted(hook));
        lines.add("meta %s lo accept".formatted(hook.equals("input") ? "iif" : "oif"));
        lines.add("ct state established,related accept");
        var about = policies.stream().filter(policy -> isAbout(policy, type, pod)).toList();
        for (var policy : about) {
            for (var rule : policy.at("/spec/" + direction)) {
                keysAre(rule, peers, "ports");
                lines.addAll(rule(addresses(rule.get(peers), side), ports(rule.get("ports"))));
            }
        }
        if (!about.isEmpty()) {
            lines.add("meta l4proto tcp reject with tcp reset");
            lines.add("reject");
        }
        return "chain %s {\n  %s\n}\n".formatted(hook, String.join("\n  ", lines));
    }

    private static boolean isAbout(JsonNode policy, String type, Station pod) {
        keysAre(policy.path("spec"), "podSelector", "policyTypes", "ingress", "egress");
        return policy.at("/spec/policyTypes")
                        .valueStream()
                        .anyMatch(given -> given.asText().equals(type))
                && selects(policy.at("/spec/podSelector"), pod.labels());
    }

    private static List<String> rule(List<String> addresses, List<String> ports) {
        return addresses.stream()
                .flatMap(
                        address ->
                                ports.stream()
                                        .map(port -> (address + " " + port + " accept").strip()))
                .toList();
    }

    /** No list at all is everybody, a list with nobody in it is nobody. */
    private List<String> addresses(@Nullable JsonNode peers, String side) {
        return peers == null
                ? List.of("")
                : peers.valueStream().flatMap(peer -> addressesOf(peer, side)).toList();
    }

    private Stream<String> addressesOf(JsonNode peer, String side) {
        if (peer.has("ipBlock")) {
            keysAre(peer, "ipBlock");
            keysAre(peer.path("ipBlock"), "cidr", "except");
            var block = peer.path("ipBlock");
            var not =
                    block.path("except")
                            .valueStream()
                            .map(
                                    except ->
                                            " %s %s != ".formatted(family(except), side)
                                                    + except.asText())
                            .collect(Collectors.joining());
            var cidr = block.path("cidr");
            return Stream.of("%s %s %s%s".formatted(family(cidr), side, cidr.asText(), not));
        }
        keysAre(peer, "podSelector", "namespaceSelector");
        return stations.stream()
                .filter(station -> isMeant(peer, station))
                .map(station -> "ip %s %s".formatted(side, station.address()));
    }

    private static boolean isMeant(JsonNode peer, Station station) {
        if (station.namespace().isEmpty()) {
            return false;
        }
        var namespaces = peer.get("namespaceSelector");
        boolean isThere =
                namespaces == null
                        ? station.isOurs()
                        : selects(
                                namespaces,
                                Map.of("kubernetes.io/metadata.name", station.namespace()));
        return isThere && selects(peer.path("podSelector"), station.labels());
    }

    private static List<String> ports(@Nullable JsonNode ports) {
        return ports == null ? List.of("") : ports.valueStream().map(NftRules::port).toList();
    }

    private static String port(JsonNode port) {
        keysAre(port, "protocol", "port");
        if (!port.path("port").isInt()) {
            throw new AssertionError("a port without a number: " + port);
        }
        var protocol = port.path("protocol").asText("TCP").toLowerCase(Locale.ROOT);
        return protocol + " dport " + port.path("port").asInt();
    }

    private static String family(JsonNode cidr) {
        return cidr.asText().contains(":") ? "ip6" : "ip";
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        keysAre(selector, "matchLabels");
        return labels.entrySet()
                .containsAll(PodPlan.textsOf(selector.path("matchLabels")).entrySet());
    }

    private static void keysAre(JsonNode object, String... known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!Set.of(known).contains(name)) {
                                throw new AssertionError("unknown " + name + " in " + object);
                            }
                        });
    }
}
