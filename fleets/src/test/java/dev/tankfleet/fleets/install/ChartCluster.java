package dev.tankfleet.fleets.install;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.agones.conformance.cluster.Kubectl;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.KubeSchemas;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real API server with definitions of the kinds that the charts use, a simulated node, whose Pods
 * are said to run and be ready, and Helm before it. Used by one test thread at a time.
 */
final class ChartCluster implements AutoCloseable {
    static final String RELEASE = "eu";

    /** More than any test here has Pods that keep something. */
    private static final int VOLUMES = 16;

    /** A cluster has somebody who makes them. */
    private static final String VOLUME =
            """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: volume-%d}
            spec:
              capacity: {storage: 20Gi}
              accessModes: [ReadWriteOnce]
              persistentVolumeReclaimPolicy: Delete
              hostPath: {path: /tmp}
            """;

    private final ControlPlane plane;

    private ChartCluster(ControlPlane plane) {
        this.plane = plane;
    }

    /** The one of all tests of a run, each in namespaces of its own; it ends with the JVM. */
    static ChartCluster shared() {
        return Shared.CLUSTER;
    }

    private static final class Shared {
        static final ChartCluster CLUSTER = start();
    }

    /** One of its own, which the caller closes. */
    static ChartCluster start() {
        var cluster = new ChartCluster(ControlPlane.start(ClusterTools.built()));
        cluster.kubectl().apply(KubeSchemas.others());
        cluster.kubectl()
                .run("wait", "--for=condition=Established", "--timeout=60s", "--all", "crd");
        cluster.plane.addNode("node-1");
        for (int i = 1; i <= VOLUMES; i++) {
            cluster.kubectl().apply(VOLUME.formatted(i));
        }
        return cluster;
    }

    Kubectl kubectl() {
        return plane.kubectl();
    }

    ControlPlane plane() {
        return plane;
    }

    /** A new namespace that enforces the restricted profile. */
    String restricted(String name) {
        return namespace(name, "restricted");
    }

    /** A new namespace that enforces a profile. */
    String namespace(String name, String profile) {
        kubectl().run("create", "namespace", name);
        kubectl()
                .run(
                        "label",
                        "namespace",
                        name,
                        "pod-security.kubernetes.io/enforce=" + profile,
                        "pod-security.kubernetes.io/warn=" + profile);
        return name;
    }

    String get(String what, String namespace, String output) {
        return kubectl().run("get", what, "-n", namespace, "-o", output);
    }

    void awaitAvailable(String namespace, String... deployments) {
        for (var deployment : deployments) {
            kubectl()
                    .run(
                            "wait",
                            "--for=condition=Available",
                            "--timeout=60s",
                            "deployment/" + deployment,
                            "-n",
                            namespace);
        }
    }

    String install(Chart chart, String namespace, List<String> more) {
        return helm(Program.HELM, "install", chart.folder(), namespace, more).mustBeFine();
    }

    String upgrade(Chart chart, String namespace, List<String> more) {
        return helm(Program.HELM, "upgrade", chart.folder(), namespace, more).mustBeFine();
    }

    void rollback(String namespace) {
        run(Program.HELM, List.of("rollback", RELEASE, "--namespace", namespace)).mustBeFine();
    }

    void uninstall(String namespace, String... more) {
        var arguments = new ArrayList<>(List.of("uninstall", RELEASE, "--namespace", namespace));
        arguments.addAll(List.of(more));
        run(Program.HELM, arguments).mustBeFine();
    }

    /** One of both Helms, with a chart in a folder or a file. */
    ProgramRun helm(Program helm, String verb, Path chart, String namespace, List<String> more) {
        var arguments = new ArrayList<>(List.of(verb, RELEASE, chart.toString()));
        arguments.addAll(List.of("--namespace", namespace));
        arguments.addAll(more);
        return run(helm, arguments);
    }

    private ProgramRun run(Program helm, List<String> arguments) {
        return new Tool(helm).run(arguments, Map.of("KUBECONFIG", plane.kubeconfig().toString()));
    }

    @Override
    public void close() {
        plane.close();
    }
}
