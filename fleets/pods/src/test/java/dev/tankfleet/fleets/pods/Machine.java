package dev.tankfleet.fleets.pods;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.agones.conformance.cluster.certificate.Subject;
import dev.tankfleet.agones.conformance.cluster.process.Executables;
import dev.tankfleet.agones.conformance.cluster.process.NativeProcess;
import dev.tankfleet.testkit.program.ProgramRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One machine with everything on it: a control plane, and a node on which Pods really run. Owned by
 * one test, in the surroundings that {@code fleets/pods/java} makes, and gone with them.
 */
final class Machine implements AutoCloseable {
    /** Its address, which no other machine has; the surroundings give it. */
    static final String ADDRESS = "203.0.113.10";

    private static final String NODE = "machine";
    private static final String PODS = "10.42.0.0/24";
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    private static final Path SOCKET = Path.of("/run/containerd.sock");
    private static final Path LOGS = Path.of("/var/log/pods");
    private static final int LINES_SHOWN_MAX = 30;
    private static final Path NETWORK = Path.of("/run/network");

    private final ControlPlane plane;
    private final ClusterTools tools;
    private final Path folder;
    private final Addresses addresses;
    // The last one started is the first to end.
    private final Deque<NativeProcess> running = new ArrayDeque<>();

    private Machine(ControlPlane plane, ClusterTools tools, Path folder) {
        this.plane = plane;
        this.tools = tools;
        this.folder = folder;
        this.addresses = Addresses.give(plane.kubectl());
    }

    /**
     * Starts it; returns when Pods may come.
     *
     * @param names that lead to it, from everywhere
     */
    static Machine start(Collection<String> names) throws IOException {
        var tools = ClusterTools.built();
        var plane = ControlPlane.start(tools);
        var machine =
                new Machine(plane, tools, Files.createDirectory(plane.folder().resolve("node")));
        boolean isUp = false;
        try {
            machine.resolve(names);
            machine.startContainers();
            machine.startNode();
            isUp = true;
            return machine;
        } finally {
            if (!isUp) {
                machine.close();
            }
        }
    }

    ControlPlane plane() {
        return plane;
    }

    /** Makes images of an archive known to the node. */
    void load(Path archive) {
        run(
                "ctr",
                "--address",
                SOCKET.toString(),
                "-n",
                "k8s.io",
                "images",
                "import",
                archive.toString());
    }

    /**
     * What an operator's shell knows: the tools, the cluster, and the one command of k3s that the
     * guide needs, {@code k3s ctr}.
     */
    Map<String, String> shell() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var k3s =
                Files.writeString(
                        bin.resolve("k3s"),
                        "#!/bin/sh\nshift\nexec ctr --address %s -n k8s.io \"$@\"\n"
                                .formatted(SOCKET));
        Files.setPosixFilePermissions(k3s, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of(
                "PATH", bin + ":" + tools.folder() + ":" + PATH,
                "HOME", folder.toString(),
                "KUBECONFIG", plane.kubeconfig().toString());
    }

    /** Every Pod, and the end of what each container has printed. */
    String state() {
        return plane.kubectl().run("get", "pods", "--all-namespaces", "-o", "wide")
                + plane.kubectl()
                        .run("get", "events", "--all-namespaces", "--field-selector=type=Warning")
                + logs();
    }

    private String logs() {
        if (!Files.isDirectory(LOGS)) {
            return "";
        }
        try (var files = Files.walk(LOGS)) {
            var text = new StringBuilder();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var lines = Files.readAllLines(file);
                text.append("== ").append(LOGS.relativize(file)).append('\n');
                lines.stream()
                        .skip(Math.max(0, lines.size() - LINES_SHOWN_MAX))
                        .forEach(line -> text.append(line).append('\n'));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A volume for whoever claims one next, as large as he likes. */
    void addVolume(String name) throws IOException {
        var data = Files.createDirectories(folder.resolve("volumes").resolve(name));
        plane.kubectl()
                .apply(
                        """
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: %s}
                        spec:
                          capacity: {storage: 20Gi}
                          accessModes: [ReadWriteOnce]
                          persistentVolumeReclaimPolicy: Retain
                          local: {path: %s}
                          nodeAffinity:
                            required:
                              nodeSelectorTerms:
                                - matchExpressions:
                                    - {key: kubernetes.io/hostname, operator: In, values: [%s]}
                        """
                                .formatted(name, data, NODE));
    }

    @Override
    public void close() {
        // What it holds of the kernel ends with the surroundings.
        addresses.close();
        running.forEach(NativeProcess::close);
        plane.close();
    }

    /** Names are served to Pods by CoreDNS, and to this JVM by the hosts file of its own mounts. */
    private void resolve(Collection<String> names) throws IOException {
        var hosts = folder.resolve("hosts");
        Files.writeString(
                hosts,
                "127.0.0.1 localhost\n"
                        + names.stream()
                                .map(name -> ADDRESS + " " + name + "\n")
                                .collect(Collectors.joining()));
        run("mount", "--bind", hosts.toString(), "/etc/hosts");
        var kubeconfig = plane.kubeconfig("dns", Subject.client("dns", "system:masters"));
        var corefile =
                Files.writeString(
                        folder.resolve("Corefile"),
                        """
                        .:53 {
                          bind %s
                          errors
                          hosts %s {
                            fallthrough
                          }
                          kubernetes cluster.local in-addr.arpa {
                            kubeconfig %s
                          }
                        }
                        """
                                .formatted(ADDRESS, hosts, kubeconfig));
        launch("coredns", List.of(tool("coredns"), "-conf", corefile.toString()));
    }

    private void startContainers() throws IOException {
        Files.createDirectories(NETWORK);
        // Each Pod has a way of its own to the machine, and Services need no help from a bridge.
        Files.writeString(
                NETWORK.resolve("pods.conflist"),
                """
                {"cniVersion": "1.0.0", "name": "pods", "plugins": [
                  {"type": "ptp", "ipMasq": false,
                   "ipam": {"type": "host-local", "dataDir": "/run/network-addresses",
                            "ranges": [[{"subnet": "%s"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
                  {"type": "portmap", "capabilities": {"portMappings": true}}]}
                """
                        .formatted(PODS));
        Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
        var conf =
                Files.writeString(
                        folder.resolve("containerd.toml"),
                        """
                        version = 2
                        root = "%s"
                        state = "/run/containerd"
                        [grpc]
                          address = "%s"
                        [plugins."io.containerd.grpc.v1.cri"]
                          sandbox_image = "docker.io/tankfleet/pause:local"
                          # A virtual machine may lack the right to do otherwise.
                          restrict_oom_score_adj = true
                          [plugins."io.containerd.grpc.v1.cri".cni]
                            bin_dir = "/usr/lib/cni"
                            conf_dir = "%s"
                        """
                                .formatted(folder.resolve("containerd"), SOCKET, NETWORK));
        launch("containerd", List.of("containerd", "--config", conf.toString()))
                .awaitReady(START_MAX, () -> Files.exists(SOCKET));
    }

    private void startNode() throws IOException {
        var node = plane.kubeconfig("node", Subject.client("system:node:" + NODE, "system:nodes"));
        var conf = Files.writeString(folder.resolve("kubelet.yaml"), kubeletConf());
        launch(
                "kubelet",
                List.of(
                        tool("kubelet"),
                        "--config=" + conf,
                        "--kubeconfig=" + node,
                        "--hostname-override=" + NODE,
                        "--node-ip=" + ADDRESS,
                        "--root-dir=/run/kubelet"));
        var proxy = plane.kubeconfig("proxy", Subject.client("system:kube-proxy"));
        launch(
                "kube-proxy",
                List.of(
                        tool("kube-proxy"),
                        "--kubeconfig=" + proxy,
                        "--hostname-override=" + NODE,
                        "--cluster-cidr=" + PODS,
                        "--proxy-mode=iptables",
                        // These belong to the whole machine.
                        "--conntrack-max-per-core=0",
                        "--conntrack-tcp-timeout-established=0s",
                        "--conntrack-tcp-timeout-close-wait=0s"));
        var kubectl = plane.kubectl();
        kubectl.run("wait", "--for=create", "--timeout=100s", "node/" + NODE);
        kubectl.run("wait", "--for=condition=Ready", "--timeout=100s", "node/" + NODE);
    }

    private String kubeletConf() {
        return """
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        failCgroupV1: false
        cgroupDriver: cgroupfs
        failSwapOn: false
        containerRuntimeEndpoint: unix://%s
        address: 127.0.0.1
        authentication: {anonymous: {enabled: false}, x509: {clientCAFile: %s}}
        clusterDomain: cluster.local
        clusterDNS: [%s]
        resolvConf: /dev/null
        podLogsDir: %s
        volumePluginDir: /run/volume-plugins
        imageGCHighThresholdPercent: 100
        evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, imagefs.available: 1%%}
        """
                .formatted(SOCKET, plane.authority().identity().certificate(), ADDRESS, LOGS);
    }

    private String tool(String name) {
        return Executables.in(tools.folder(), name, "built once by tools/build pods").toString();
    }

    private NativeProcess launch(String name, List<String> command) {
        var log = folder.resolve(name + ".log");
        var process = NativeProcess.start(name, command, Map.of(), log);
        running.push(process);
        return process;
    }

    private static void run(String... command) {
        ProgramRun.of(List.of(command), Map.of("PATH", PATH)).mustBeFine();
    }
}
