package dev.tankfleet.fleets.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a region's Fleet where an Agones is at work on what the chart made. */
abstract class ScalingContractTest {
    /** Some looks of an autoscaler, and as many servers as start meanwhile. */
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Servers have room for 4 matches: the schedule wants 3 of them, the last policy 2. */
    private static final String SIZES =
            "autoscaler.syncSeconds=1,gameServer.matchesMax=4,builds.stable.replicas.min=2,"
                    + "builds.stable.freeMatches.always=4,builds.stable.freeMatches.scheduled=12";

    private static final String NOW = ",autoscaler.schedule.cron=* * * * *";
    private static final String MUCH_LATER =
            ",autoscaler.schedule.start=2099-01-01T00:00:00Z,autoscaler.schedule.end=2100-01-01T00:00:00Z";

    /** Where an Agones is at work. */
    abstract ChartCluster cluster();

    /** What somebody has to do who is no part of Agones, since no Pod really runs. */
    abstract void letServersStart(String namespace);

    @Test
    void followsTheWebhookAndAfterItsDeathEachNextPolicy() throws Exception {
        // Under the restricted profile the sidecar of Agones 1.60 would not start.
        var namespace = cluster().namespace("scaled", "baseline");
        var values = new ArrayList<String>();
        try (var webhook = ScalingWebhook.answering(5)) {
            values.addAll(List.of("--no-hooks", "--set", SIZES));
            values.addAll(List.of("--set", "autoscaler.webhook.url=" + webhook.url() + NOW));
            cluster().install(Chart.REGION, namespace, values);

            awaitSize(namespace, 5, "Chain:webhook");
            assertThat(webhook.asked()).containsExactly("/autoscale/eu/" + build(namespace));
            webhook.answer(6);
            awaitSize(namespace, 6, "Chain:webhook");
        }

        awaitSize(namespace, 3, "Chain:schedule");
        values.set(values.size() - 1, values.getLast().replace(NOW, MUCH_LATER));
        cluster().upgrade(Chart.REGION, namespace, values);
        awaitSize(namespace, 2, "Chain:counter");
    }

    private void awaitSize(String namespace, int replicas, String policy) throws Exception {
        Eventually.eventually(
                SOON,
                () -> {
                    letServersStart(namespace);
                    var fleet = read("fleet/eu-stable", namespace);
                    var scaler = read("fleetautoscaler/eu-stable", namespace);
                    assertThat(fleet.at("/spec/replicas").asInt()).isEqualTo(replicas);
                    assertThat(fleet.at("/status/readyReplicas").asInt()).isEqualTo(replicas);
                    assertThat(scaler.at("/status/lastAppliedPolicy").asText()).startsWith(policy);
                });
    }

    /** As its servers call themselves. */
    private String build(String namespace) {
        return read("fleet/eu-stable", namespace)
                .at("/spec/template/spec/template/spec/containers/0/env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals("BUILD"))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
    }

    final JsonNode read(String what, String namespace) {
        try {
            return JSON.readTree(cluster().get(what, namespace, "json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
