package dev.tankfleet.fleets.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The values for charts of others say what our own charts lean on. */
final class UpstreamValuesTest {
    private static final Path UPSTREAM = Path.of("upstream");
    private static final JsonNode CHARTS = Plans.read(UPSTREAM.resolve("charts.yaml"));

    @Test
    void pinsEveryChartToOneVersion() {
        assertThat(CHARTS).isNotEmpty();
        for (var chart : CHARTS) {
            assertThat(chart.path("version").asText()).matches("v?[0-9]+\\.[0-9]+\\.[0-9]+");
            assertThat(chart.path("repository").asText()).startsWith("https://");
        }
    }

    @Test
    void hasValuesForEveryChartAndARowThatNamesItsVersion() throws IOException {
        var readme = Files.readString(UPSTREAM.resolve("README.md"));
        var expected = new ArrayList<>(List.of("README.md", "charts.yaml"));
        for (var chart : CHARTS) {
            var name = chart.path("name").asText();
            expected.add(name + ".yaml");
            assertThat(readme)
                    .contains(
                            "| [%s](%s.yaml) | %s |"
                                    .formatted(name, name, chart.path("version").asText()));
        }

        try (var files = Files.list(UPSTREAM)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void givesAgonesWhatTheFleetsOfARegionLeanOn() {
        var agones = values("agones").path("agones");

        assertThat(agones.path("featureGates").asText())
                .contains("CountsAndLists=true")
                .contains("ScheduledAutoscaler=true");
        assertThat(agones.at("/allocator/allocationBatchWaitTime").asText()).isEqualTo("20ms");
        assertThat(agones.at("/extensions/allocationBatchWaitTime").asText()).isEqualTo("20ms");
        assertThat(agones.at("/allocator/disableMTLS").asBoolean(true)).isFalse();
        assertThat(agones.at("/allocator/disableSecretCreation").asBoolean()).isTrue();
        assertThat(agones.at("/allocator/service/grpc/port").asInt())
                .isEqualTo(region().at("/allocator/port").asInt());
    }

    @Test
    void letsOnlyOurMonitorReadAgones() {
        var metrics = values("agones").at("/agones/metrics");

        assertThat(metrics.path("prometheusEnabled").asBoolean()).isTrue();
        assertThat(metrics.at("/serviceMonitor/enabled").asBoolean(true)).isFalse();
        assertThat(monitoring().at("/agones/namespace").asText())
                .isEqualTo(chart("agones").path("namespace").asText());
    }

    @Test
    void letsPrometheusFindMonitorsAndRulesOfEveryRelease() {
        var prometheus = values("kube-prometheus-stack").at("/prometheus/prometheusSpec");

        for (var kind : List.of("serviceMonitor", "podMonitor", "rule")) {
            assertThat(prometheus.path(kind + "SelectorNilUsesHelmValues").asBoolean(true))
                    .as(kind)
                    .isFalse();
        }
        assertThat(chart("kube-prometheus-stack").path("namespace"))
                .isEqualTo(region().at("/network/monitoringNamespace"));
    }

    @Test
    void letsGrafanaFindTheBoards() {
        var dashboards = values("kube-prometheus-stack").at("/grafana/sidecar/dashboards");

        assertThat(dashboards.path("label")).isEqualTo(monitoring().at("/boards/label"));
        assertThat(dashboards.path("labelValue").asText()).isEqualTo("1");
        assertThat(dashboards.path("folderAnnotation").asText()).isEqualTo("grafana_folder");
        assertThat(dashboards.path("searchNamespace").asText()).isEqualTo("ALL");
    }

    @Test
    void sendsEverySeverityOfAnAlertSomewhere() {
        var alertmanager = values("kube-prometheus-stack").at("/alertmanager/config");
        var receivers = alertmanager.path("receivers").findValuesAsText("name");

        for (var alert : Plans.alerts().values()) {
            var severity = alert.path("severity").asText();
            assertThat(receivers).contains(severity);
            assertThat(alertmanager.at("/route/routes"))
                    .anyMatch(
                            it ->
                                    it.path("receiver").asText().equals(severity)
                                            && it.at("/matchers/0")
                                                    .asText()
                                                    .equals("severity = \"" + severity + "\""));
        }
    }

    @Test
    void bringsLinesInJsonToWhereGrafanaReadsThem() throws IOException {
        var agent = values("alloy").at("/alloy/configMap/content").asText();
        var loki = values("kube-prometheus-stack").at("/grafana/additionalDataSources/0/url");
        var templates = new StringBuilder();
        try (var files = Files.newDirectoryStream(Path.of("region", "templates"), "_*.tpl")) {
            for (var file : files) {
                templates.append(Files.readString(file));
            }
        }

        assertThat(agent)
                .contains("url = \"" + loki.asText() + "/loki/api/v1/push\"")
                .contains("stage.json")
                .contains("app_kubernetes_io_part_of")
                .contains("tankfleet;.*|.*;agones");
        assertThat(templates).contains("{name: LOG_CONSOLE, value: json}");
    }

    @Test
    void offersRegionsTheHubWhereTheyLookForIt() {
        assertThat(values("nats").at("/config/leafnodes/port"))
                .isEqualTo(region().at("/centre/hub/port"));
        assertThat(values("nats").at("/config/leafnodes/tls/enabled").asBoolean()).isTrue();
        assertThat(values("nats").at("/config/leafnodes/tls/merge/handshake_first").asBoolean())
                .isTrue();
        assertThat(values("nats").at("/config/leafnodes/tls/secretName").asText())
                .endsWith("-hub-tls");
        assertThat(values("nats").at("/container/image/tag"))
                .isEqualTo(region().at("/nats/image/tag"));
    }

    private static JsonNode values(String name) {
        return Plans.read(UPSTREAM.resolve(name + ".yaml"));
    }

    private static JsonNode region() {
        return Plans.read(Path.of("region", "values.yaml"));
    }

    private static JsonNode monitoring() {
        return Plans.read(Plans.CHART.resolve("values.yaml"));
    }

    private static JsonNode chart(String name) {
        for (var chart : CHARTS) {
            if (chart.path("name").asText().equals(name)) {
                return chart;
            }
        }
        throw new AssertionError("no chart " + name);
    }
}
