package dev.tankfleet.fleets.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The same where nobody has brought Agones: this test does itself what a FleetAutoscaler says,
 * entry by entry, on empty servers. So the contract is known to run, and the objects to say what
 * they should; what Agones makes of them, only {@link RealAgonesScalesIT} tells.
 */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
final class PretendAgonesScalesIT extends ScalingContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final ChartCluster cluster = ChartCluster.shared();

    @Override
    ChartCluster cluster() {
        return cluster;
    }

    /** One look of the autoscaler. */
    @Override
    void letServersStart(String namespace) {
        var fleet = read("fleet/eu-stable", namespace);
        var chain = read("fleetautoscaler/eu-stable", namespace).at("/spec/policy/chain");
        for (var entry : chain) {
            var wanted = wanted(entry, fleet);
            if (wanted.isPresent()) {
                int replicas = wanted.getAsInt();
                patch("fleet", namespace, "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
                patch(
                        "fleet",
                        namespace,
                        "{\"status\":{\"readyReplicas\":%d}}".formatted(replicas),
                        "--subresource=status");
                patch(
                        "fleetautoscaler",
                        namespace,
                        "{\"status\":{\"lastAppliedPolicy\":\"Chain:%s:%s\"}}"
                                .formatted(entry.path("id").asText(), entry.path("type").asText()),
                        "--subresource=status");
                return;
            }
        }
    }

    private static OptionalInt wanted(JsonNode entry, JsonNode fleet) {
        return switch (entry.path("type").asText()) {
            case "Webhook" -> answerOf(entry.at("/webhook/url").asText());
            case "Schedule" -> {
                var between = entry.at("/schedule/between");
                boolean isNow =
                        Instant.parse(between.path("start").asText()).isBefore(Instant.now())
                                && Instant.parse(between.path("end").asText())
                                        .isAfter(Instant.now());
                yield isNow ? wanted(entry.at("/schedule/policy"), fleet) : OptionalInt.empty();
            }
            case "Counter" -> {
                var counter = entry.path("counter");
                var key = counter.path("key").asText();
                int each = fleet.at("/spec/template/spec/counters/" + key + "/capacity").asInt();
                int room =
                        Math.max(
                                counter.path("bufferSize").asInt(),
                                counter.path("minCapacity").asInt());
                yield OptionalInt.of(Math.ceilDiv(room, each));
            }
            default -> throw new AssertionError("no such policy: " + entry);
        };
    }

    private static OptionalInt answerOf(String url) {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(ANSWER_MAX)
                        .POST(BodyPublishers.ofString("{\"request\":{\"uid\":\"1\"}}"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(JSON.readTree(answer.body()).at("/response/replicas").asInt());
        } catch (IOException _) {
            // Nobody there: the next entry of the chain decides.
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void patch(String kind, String namespace, String patch, String... more) {
        var arguments = new ArrayList<>(List.of("patch", kind, "eu-stable"));
        arguments.addAll(List.of("-n", namespace, "--type=merge", "-p", patch));
        arguments.addAll(List.of(more));
        cluster.kubectl().run(arguments.toArray(String[]::new));
    }
}
