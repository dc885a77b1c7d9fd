package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.ops.OpsConfig;
import dev.tankfleet.process.ops.OpsServer;
import dev.tankfleet.process.ops.Probe;
import dev.tankfleet.testkit.kubelet.MountedSecret;
import dev.tankfleet.testkit.tls.TestCertificates;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever reads metrics and whoever serves them agree on TLS, or on none. */
@OnCharts
final class MetricsTlsTest {
    private static final List<String> WITH_MONITORS =
            List.of(
                    "--set",
                    "monitoring.enabled=true",
                    "--api-versions",
                    "monitoring.coreos.com/v1");

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void isSpokenByAllOnceItIsSwitchedOn(ValueSet values) {
        var rendered = values.render("r", with("monitoring.tls.enabled=true"));

        assertThat(watched(rendered)).isNotEmpty();
        for (var pod : watched(rendered)) {
            assertThat(variable(pod, "OPS_TLS_DIRECTORY")).as(pod.owner()).isNotEmpty();
            assertThat(files(pod).keySet()).as(pod.owner()).containsOnly("tls.crt", "tls.key");
            assertThat(probeSchemes(pod)).as(pod.owner()).allMatch("HTTPS"::equals);
        }
        for (var endpoint : endpoints(rendered)) {
            assertThat(endpoint.path("scheme").asText()).isEqualTo("https");
            assertThat(endpoint.at("/tlsConfig/ca/secret/name").asText())
                    .isEqualTo("r-internal-tls");
            assertThat(endpoint.at("/tlsConfig/serverName").asText())
                    .isEqualTo("r-internal.games.svc");
        }
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void isSpokenByNobodyOtherwise(ValueSet values) {
        var rendered = values.render("r", with("monitoring.tls.enabled=false"));

        for (var pod : watched(rendered)) {
            assertThat(variable(pod, "OPS_TLS_DIRECTORY")).as(pod.owner()).isEmpty();
            assertThat(probeSchemes(pod)).as(pod.owner()).allMatch("HTTP"::equals);
        }
        for (var endpoint : endpoints(rendered)) {
            assertThat(endpoint.path("scheme").asText()).isEqualTo("http");
            assertThat(endpoint.has("tlsConfig")).isFalse();
        }
        for (var pod : rendered.pods()) {
            assertThat(pod.spec().findValuesAsText("mountPath"))
                    .as(pod.owner())
                    .doesNotContain("/etc/tankfleet/internal-tls");
        }
    }

    @ParameterizedTest
    @EnumSource
    void watchesEveryPodThatHasMetrics(Chart chart) {
        var rendered = chart.with("pinned").render("r", WITH_MONITORS);

        assertThat(endpoints(rendered)).hasSameSizeAs(watched(rendered));
    }

    /**
     * The monitor of each kind of Pod, and the port of such a Pod, with the files that both name.
     */
    @ParameterizedTest
    @EnumSource
    void letsAScrapeOfEveryPodThrough(Chart chart) throws Exception {
        var certificates = new TestCertificates(folder);
        certificates.makeAuthority("ca");
        certificates.makeSigned("ca", "tls", false);
        var content =
                Map.of(
                        "ca.crt", certificates.certificate("ca"),
                        "tls.crt", certificates.certificate("tls"),
                        "tls.key", certificates.key("tls"));
        var settings = with("monitoring.tls.enabled=true,monitoring.tls.serverName=localhost");
        var rendered = chart.with("pinned").render("r", settings);

        for (var pod : watched(rendered)) {
            var mounted = new MountedSecret(folder.resolve(pod.component()));
            mounted.put(
                    files(pod).entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            file -> content.get(file.getValue()))));
            for (var endpoint : endpoints(rendered)) {
                assertThat(endpoint.at("/tlsConfig/ca/secret/key").asText()).isEqualTo("ca.crt");
                var name = endpoint.at("/tlsConfig/serverName").asText();
                assertThat(scrape(mounted.folder(), name, certificates)).isEqualTo(200);
            }
        }
    }

    private static int scrape(Path directory, String name, TestCertificates certificates)
            throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var config = new OpsConfig("127.0.0.1", 0, directory);
        try (var server = OpsServer.create(config, registry, new Probe(), new Probe());
                var client =
                        HttpClient.newBuilder().sslContext(certificates.trusting("ca")).build()) {
            server.start();
            var url = URI.create("https://%s:%d/metrics".formatted(name, server.port()));
            var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static List<String> with(String setting) {
        return Stream.concat(WITH_MONITORS.stream(), Stream.of("--set", setting)).toList();
    }

    private static List<PodPlan> watched(Rendered rendered) {
        return rendered.pods().stream()
                .filter(
                        pod ->
                                pod.container()
                                        .path("ports")
                                        .valueStream()
                                        .anyMatch(port -> port.path("name").asText().equals("ops")))
                .collect(Collectors.toMap(PodPlan::component, Function.identity(), (a, _) -> a))
                .values()
                .stream()
                .toList();
    }

    private static List<JsonNode> endpoints(Rendered rendered) {
        return Stream.concat(
                        rendered.all("ServiceMonitor").stream()
                                .map(monitor -> monitor.at("/spec/endpoints")),
                        rendered.all("PodMonitor").stream()
                                .map(monitor -> monitor.at("/spec/podMetricsEndpoints")))
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private static String variable(PodPlan pod, String name) {
        return pod.container()
                .path("env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElse("");
    }

    /** What stands in the directory that the service is told of: file to key of the Secret. */
    private static Map<String, String> files(PodPlan pod) {
        var directory = variable(pod, "OPS_TLS_DIRECTORY");
        var volume =
                pod.container()
                        .path("volumeMounts")
                        .valueStream()
                        .filter(mount -> mount.path("mountPath").asText().equals(directory))
                        .map(mount -> mount.path("name").asText())
                        .findFirst()
                        .orElseThrow();
        return pod.spec()
                .path("volumes")
                .valueStream()
                .filter(given -> given.path("name").asText().equals(volume))
                .flatMap(given -> given.at("/secret/items").valueStream())
                .collect(
                        Collectors.toMap(
                                item -> item.path("path").asText(),
                                item -> item.path("key").asText()));
    }

    private static List<String> probeSchemes(PodPlan pod) {
        return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .map(probe -> pod.container().at("/" + probe + "/httpGet/scheme").asText())
                .filter(scheme -> !scheme.isEmpty())
                .toList();
    }
}
