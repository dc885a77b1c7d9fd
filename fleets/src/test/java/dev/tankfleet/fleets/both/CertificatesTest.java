package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.certificates.exporter.ExporterConfig;
import dev.tankfleet.certificates.renewal.RenewalConfig;
import dev.tankfleet.certificates.renewal.RenewalConfig.Wanted;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.EnvironmentKeys;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.ops.OpsConfig;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whoever makes the certificates, Pods find them under one name, and somebody watches them. */
@OnCharts
final class CertificatesTest {
    private static final String POD = "r-certificates-x2x4z";
    private static final String INTERNAL = "r-internal-tls";
    private static final String BY_CERT_MANAGER =
            "certificates.provider=cert-manager,certificates.issuer.name=letsencrypt";

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void tellsTheJobWhatItsConfigurationKnows(Chart chart) {
        var rendered = chart.byDefault().rendered();
        var environment = environment(rendered, "certificates");

        var config = Settings.of(environment.variables()).bind(RenewalConfig.class, "");

        var secrets = new TreeSet<>(Set.of(config.authority()));
        config.each().forEach(wanted -> secrets.add(wanted.secret()));
        assertThat(secrets).containsAll(shown(rendered)).contains(INTERNAL);
        assertThat(
                        rendered.one("Role", "r-certificates")
                                .at("/rules/0/resourceNames")
                                .valueStream()
                                .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(config.each())
                .filteredOn(wanted -> wanted.secret().equals(INTERNAL))
                .flatExtracting(Wanted::hosts)
                .contains("r-edge", "r-edge.games.svc", "r-internal.games.svc");
        assertThat(environment.unknown(EnvironmentKeys.of(RenewalConfig.class, ""))).isEmpty();
    }

    /** Else the hour would do something else; and a Job that is there cannot be changed. */
    @ParameterizedTest
    @EnumSource
    void runsTheSamePodAtOnceAndLaterAndAnotherJobForAnotherPod(Chart chart) {
        var rendered = chart.byDefault().rendered();
        var other = with(chart, "certificates.lifeDays=30");
        var later = with(chart, "certificates.schedule=5 * * * *");

        assertThat(jobOf(rendered).at("/spec/template"))
                .isEqualTo(
                        rendered.one("CronJob", "r-certificates")
                                .at("/spec/jobTemplate/spec/template"));
        assertThat(Rendered.nameOf(jobOf(other))).isNotEqualTo(Rendered.nameOf(jobOf(rendered)));
        assertThat(Rendered.nameOf(jobOf(later))).isEqualTo(Rendered.nameOf(jobOf(rendered)));
    }

    @ParameterizedTest
    @EnumSource
    void hasCertManagerMakeTheSameSecrets(Chart chart) {
        var rendered = with(chart, BY_CERT_MANAGER);
        var issuers = new TreeMap<String, String>();
        for (var one : rendered.all("Certificate")) {
            issuers.put(
                    one.at("/spec/secretName").asText(), one.at("/spec/issuerRef/name").asText());
        }

        assertThat(issuers.keySet()).containsAll(shown(rendered));
        assertThat(issuers)
                .containsEntry("r-edge-tls", "letsencrypt")
                .containsEntry(INTERNAL, "r-authority")
                .containsEntry("r-authority", "r-self-signed");
        assertThat(rendered.one("Certificate", "r-edge").at("/spec/dnsNames/0").asText())
                .endsWith("play.tankfleet.example");
        assertThat(rendered.all("Role")).isEmpty();
        assertThat(rendered.pods()).noneMatch(pod -> pod.component().equals("certificates"));
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void watchesEveryCertificateThatAPodShowsWithoutItsKey(ValueSet values) {
        var rendered = values.rendered();
        var pod = rendered.pod("certificate-exporter");
        var environment = environment(rendered, "certificate-exporter");

        var config = Settings.of(environment.variables()).bind(ExporterConfig.class, "");

        var known = EnvironmentKeys.of(ExporterConfig.class, "");
        known.addAll(EnvironmentKeys.of(LogConfig.class, "log"));
        known.addAll(EnvironmentKeys.of(OpsConfig.class, "ops"));
        assertThat(environment.unknown(known)).isEmpty();
        assertThat(secretsOf(pod)).containsAll(shown(rendered));
        var files = new TreeSet<String>();
        for (var mount : pod.container().path("volumeMounts")) {
            for (var volume : pod.spec().path("volumes")) {
                if (volume.path("name").equals(mount.path("name"))) {
                    volume.at("/secret/items")
                            .forEach(
                                    item ->
                                            files.add(
                                                    mount.path("mountPath").asText()
                                                            + "/"
                                                            + item.path("path").asText()));
                }
            }
        }
        assertThat(config.each()).extracting(one -> one.file().toString()).isSubsetOf(files);
        assertThat(config.each())
                .extracting(one -> one.file().getFileName().toString())
                .isSubsetOf("tls.crt", "ca.crt");
    }

    @ParameterizedTest
    @EnumSource
    void leavesAloneWhatAPersonNames(Chart chart) {
        var rendered = with(chart, "edge.tlsSecret=mine");

        assertThat(environment(rendered, "certificates").variables().get("WANTED"))
                .doesNotContain("edge-tls")
                .doesNotContain("mine");
        assertThat(secretsOf(rendered.pod("edge"))).contains("mine");
        assertThat(secretsOf(rendered.pod("certificate-exporter"))).contains("mine");
    }

    private static Rendered with(Chart chart, String values) {
        return chart.byDefault().render("r", List.of("--set", values));
    }

    private ContainerEnvironment environment(Rendered rendered, String component) {
        return ContainerEnvironment.of(rendered, rendered.pod(component), POD, folder);
    }

    private static JsonNode jobOf(Rendered rendered) {
        return rendered.all("Job").stream()
                .filter(job -> Rendered.nameOf(job).startsWith("r-certificates-"))
                .findFirst()
                .orElseThrow();
    }

    /** Secrets whose certificate some Pod shows to people or to other regions. */
    private static Set<String> shown(Rendered rendered) {
        return rendered.pods().stream()
                .filter(pod -> Set.of("edge", "hub").contains(pod.component()))
                .flatMap(pod -> pod.spec().path("volumes").valueStream())
                .filter(volume -> volume.path("name").asText().equals("tls"))
                .map(volume -> volume.at("/secret/secretName").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> secretsOf(PodPlan pod) {
        return pod.spec().path("volumes").findValuesAsText("secretName");
    }
}
