package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;

import io.fabric8.kubernetes.api.model.Quantity;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What the page for operators says that a fleet costs is what the plain manifests ask for. */
final class CostTest {
    private static final Path RENDERED = Path.of("rendered");
    private static final Path PAGE = Path.of("..", "docs", "operators.md");
    private static final String GAME_SERVER = "gameserver";

    /** What runs all the time; Jobs come and go. */
    private static final Set<String> ALWAYS = Set.of("Deployment", "StatefulSet", "Fleet");

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final int PLAYERS = 1_000;

    @Test
    void namesWhatEachPartAsksFor() throws IOException {
        var centre = rendered("centre.yaml");
        var region = rendered("region.yaml");
        var server = askedBy(region.pod(GAME_SERVER).spec());
        var counters = region.all("Fleet").getFirst().at("/spec/template/spec/counters");
        int matches = counters.at("/matches/capacity").asInt();
        int players = counters.at("/players/capacity").asInt();
        int servers = Math.ceilDiv(PLAYERS, players);

        assertThat(Files.readString(PAGE))
                .contains(
                        "| a centre | " + askedBy(centre).row(),
                        "| a city, two game servers | " + askedBy(region).row(),
                        "| one more game server, up to %d matches of %d players | %s"
                                .formatted(matches, players / matches, server.row()),
                        "| 1,000 players in full matches: %d game servers | %s"
                                .formatted(servers, server.times(servers).row()));
    }

    private static Rendered rendered(String file) throws IOException {
        return Rendered.of(Files.readString(RENDERED.resolve(file)));
    }

    private static Asked askedBy(Rendered chart) {
        var sum = Asked.NOTHING;
        for (var object : chart.objects()) {
            if (ALWAYS.contains(Rendered.kindOf(object))) {
                var pod =
                        chart.pods().stream()
                                .filter(plan -> plan.owner().equals(owner(object)))
                                .map(PodPlan::spec)
                                .findFirst()
                                .orElseThrow();
                sum = sum.plus(askedBy(pod).times(replicas(chart, object)));
            }
        }
        return sum;
    }

    private static String owner(JsonNode object) {
        return Rendered.kindOf(object) + " " + Rendered.nameOf(object);
    }

    /** As many as it says, or the fewest that its autoscaler allows. */
    private static int replicas(Rendered chart, JsonNode object) {
        if (object.at("/spec/replicas").isInt()) {
            return object.at("/spec/replicas").asInt();
        }
        return chart.one("HorizontalPodAutoscaler", Rendered.nameOf(object))
                .at("/spec/minReplicas")
                .asInt();
    }

    private static Asked askedBy(JsonNode pod) {
        var sum = Asked.NOTHING;
        for (var container : pod.path("containers")) {
            var requests = container.at("/resources/requests");
            sum = sum.plus(new Asked(amount(requests, "cpu"), amount(requests, "memory")));
        }
        return sum;
    }

    private static BigDecimal amount(JsonNode requests, String what) {
        return Quantity.getAmountInBytes(Quantity.parse(requests.path(what).asText()));
    }

    private record Asked(BigDecimal processors, BigDecimal bytes) {
        static final Asked NOTHING = new Asked(BigDecimal.ZERO, BigDecimal.ZERO);

        Asked plus(Asked other) {
            return new Asked(processors.add(other.processors), bytes.add(other.bytes));
        }

        Asked times(int count) {
            var factor = BigDecimal.valueOf(count);
            return new Asked(processors.multiply(factor), bytes.multiply(factor));
        }

        String row() {
            return "%s | %s GiB |"
                    .formatted(
                            processors.stripTrailingZeros().toPlainString(),
                            bytes.divide(GIB, 1, RoundingMode.HALF_UP));
        }
    }
}
