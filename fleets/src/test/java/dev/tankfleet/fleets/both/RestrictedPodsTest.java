package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** No Pod may more than it needs. */
@OnCharts
final class RestrictedPodsTest {
    /** What runs until somebody ends it; the Pods of a Fleet tell Agones that they are well. */
    private static final Set<String> PROBED = Set.of("Deployment", "StatefulSet");

    private static final Set<String> PROBES =
            Set.of("startupProbe", "livenessProbe", "readinessProbe");

    private static final Set<String> LIMITED = Set.of("cpu", "memory", "ephemeral-storage");

    /** 0440, as YAML reads it. */
    private static final int OWNER_AND_GROUP = 288;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void keepsEveryPodInTheRestrictedProfile(ValueSet values) {
        assertThat(values.rendered().pods()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(findings(values.rendered())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    runAsNonRoot: true | runAsNonRoot: false | runs as root
                    type: RuntimeDefault | type: Unconfined | seccomp
                    readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | writes
                    allowPrivilegeEscalation: false | allowPrivilegeEscalation: true | escalates
                    drop: [ALL] | drop: [NET_RAW] | capabilities
                    drop: [ALL] | drop: [ALL], add: [SYS_PTRACE] | capabilities
                    automountServiceAccountToken: false | automountServiceAccountToken: true | token
                    enableServiceLinks: false | enableServiceLinks: true | links
                    containerPort: 8080 | containerPort: 8080, hostPort: 8080 | host
                    terminationGracePeriodSeconds: 30 | hostNetwork: true | host
                    emptyDir: {sizeLimit: 64Mi} | hostPath: {path: /tmp} | hostPath
                    terminationGracePeriodSeconds: 30 | hostPID: true | host
                    terminationGracePeriodSeconds: 30 | hostIPC: true | host
                    terminationGracePeriodSeconds: 30 | shareProcessNamespace: true | processes
                    runAsUser: 65532 | runAsUser: 0 | root
                    runAsGroup: 65532 | runAsGroup: 0 | root
                    allowPrivilegeEscalation: false | privileged: true | privileged
                    allowPrivilegeEscalation: false | procMount: Unmasked | proc
                    emptyDir: {sizeLimit: 64Mi} | emptyDir: {} | without end
                    emptyDir: {sizeLimit: 64Mi} | projected: {sources: [{serviceAccountToken: {path: token}}]} | token
                    defaultMode: 0440 | defaultMode: 0444 | others
                    livenessProbe: | noProbe: | probes
                    readinessProbe: | noProbe: | probes
                    startupProbe: | noProbe: | probes
                    path: /ready | path: /live | same probe
                    {port: redis} | {port: no-redis} | does not open
                    tcpSocket: {port: health} | tcpSocket: {port: 8444} | does not open
                    limits: | limit: | limits
                    memory: | storage: | limits
                    ephemeral-storage: | disk: | limits
                    tag-of-the-chart | latest | fixed
                    :tag-of-the-chart | | fixed
                    """)
    void noticesAPodThatMayMore(String good, @Nullable String bad, String finding) {
        var text =
                Chart.REGION
                        .byDefault()
                        .rendered()
                        .text()
                        .replaceAll("gateway:[0-9][\\w.-]+", "gateway:tag-of-the-chart");
        assertThat(text).contains(good);
        var broken = Rendered.of(text.replace(good, bad == null ? "" : bad));

        assertThat(findings(broken)).anyMatch(found -> found.contains(finding));
    }

    private static List<String> findings(Rendered rendered) {
        var findings = new ArrayList<String>();
        for (var pod : rendered.pods()) {
            judge(pod, findings);
        }
        return findings;
    }

    private static void judge(PodPlan pod, List<String> findings) {
        var spec = pod.spec();
        var security = spec.path("securityContext");
        check(
                pod,
                security.path("runAsNonRoot").asBoolean()
                        && security.path("runAsUser").asInt() > 0
                        && security.path("runAsGroup").asInt() > 0,
                "runs as root",
                findings);
        check(
                pod,
                security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                "has no seccomp profile",
                findings);
        check(pod, !isTrue(spec, "enableServiceLinks"), "gets links as variables", findings);
        check(
                pod,
                Set.of("hostNetwork", "hostPID", "hostIPC").stream().noneMatch(spec::has),
                "shares with the host",
                findings);
        check(
                pod,
                spec.path("volumes").valueStream().noneMatch(volume -> volume.has("hostPath")),
                "has a hostPath",
                findings);
        check(pod, !spec.has("shareProcessNamespace"), "shares processes", findings);
        judgeVolumes(pod, findings);
        // Agones needs one in the Pods of Fleets, and hides it from our container.
        check(
                pod,
                pod.component().equals("gameserver")
                        ? !spec.has("serviceAccountName")
                        : !isTrue(spec, "automountServiceAccountToken"),
                "has a token",
                findings);
        // Whoever makes certificates asks the API server for it, and by name.
        check(
                pod,
                pod.component().equals("certificates")
                        || spec.path("volumes").findValue("serviceAccountToken") == null,
                "has a token",
                findings);
        pod.containers().forEach(container -> judge(pod, container, findings));
    }

    private static void judgeVolumes(PodPlan pod, List<String> findings) {
        for (var volume : pod.spec().path("volumes")) {
            var scratch = volume.path("emptyDir");
            check(
                    pod,
                    scratch.isMissingNode() || scratch.has("sizeLimit"),
                    "has room without end",
                    findings);
            var secret = volume.path("secret");
            check(
                    pod,
                    secret.isMissingNode() || secret.path("defaultMode").asInt() == OWNER_AND_GROUP,
                    "shows secrets to others",
                    findings);
        }
    }

    private static void judge(PodPlan pod, JsonNode container, List<String> findings) {
        var security = container.path("securityContext");
        check(
                pod,
                security.path("readOnlyRootFilesystem").asBoolean(),
                "writes to its root",
                findings);
        check(pod, !isTrue(security, "allowPrivilegeEscalation"), "escalates", findings);
        check(pod, !security.has("privileged"), "is privileged", findings);
        check(pod, !security.has("procMount"), "sees all of /proc", findings);
        check(
                pod,
                security.at("/capabilities/drop/0").asText().equals("ALL")
                        && !security.path("capabilities").has("add"),
                "has capabilities",
                findings);
        check(
                pod,
                container.path("ports").valueStream().noneMatch(port -> port.has("hostPort")),
                "has a port of the host",
                findings);
        check(
                pod,
                LIMITED.stream()
                        .allMatch(
                                what ->
                                        container.at("/resources/limits").has(what)
                                                && container.at("/resources/requests").has(what)),
                "has no limits",
                findings);
        judgeProbes(pod, container, findings);
        check(
                pod,
                container.path("image").asText().matches(".+(:(?!latest$)[^:/]+|@sha256:.+)"),
                "has no fixed image",
                findings);
    }

    private static void judgeProbes(PodPlan pod, JsonNode container, List<String> findings) {
        check(
                pod,
                !PROBED.contains(pod.owner().split(" ")[0])
                        || PROBES.stream().allMatch(container::has),
                "has no probes",
                findings);
        check(
                pod,
                !container.has("livenessProbe")
                        || !action(container.path("livenessProbe"))
                                .equals(action(container.path("readinessProbe"))),
                "is alive and ready by the same probe",
                findings);
        check(
                pod,
                PROBES.stream()
                        .flatMap(probe -> container.path(probe).findValues("port").stream())
                        .allMatch(port -> isOpen(container, port)),
                "has probes of a port that it does not open",
                findings);
    }

    /** What is asked, whenever it is asked. */
    private static List<JsonNode> action(JsonNode probe) {
        return Stream.of("httpGet", "tcpSocket", "exec", "grpc").map(probe::path).toList();
    }

    private static boolean isOpen(JsonNode container, JsonNode port) {
        return container
                .path("ports")
                .valueStream()
                .anyMatch(
                        open ->
                                open.path("name").equals(port)
                                        || open.path("containerPort").equals(port));
    }

    /** What is not said is true in Kubernetes, for all that is asked here. */
    private static boolean isTrue(JsonNode object, String field) {
        return object.path(field).asBoolean(true);
    }

    private static void check(PodPlan pod, boolean isFine, String what, List<String> findings) {
        if (!isFine) {
            findings.add(pod.owner() + " " + what);
        }
    }
}
