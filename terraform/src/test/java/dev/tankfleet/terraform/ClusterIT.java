package dev.tankfleet.terraform;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code region/cluster} on hosts with a real sshd, whose systemd and k3s are recorders. */
@OnTofu
@NeedsProgram(Program.SSHD_AS_ROOT)
final class ClusterIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz012345";
    private static final String OLD = "v1.35.4+k3s1";
    private static final String NEW = "v1.36.1+k3s1";

    private static final int SSH = 22;
    private static final int EDGE = 443;
    private static final int CLOSED = 9000;

    @TempDir private Path folder;

    private final Map<String, Host> hosts = new TreeMap<>();
    private Root root;

    @BeforeEach
    void startHosts() throws IOException {
        Host.newKey(folder.resolve("key"));
        Files.createDirectory(folder.resolve("binaries"));
        for (var version : List.of(OLD, NEW)) {
            var recorder = Files.readString(Root.HERE.resolve("src/test/sshd/k3s"));
            Files.writeString(binary(version), recorder.replace("@version@", version));
        }
        for (var name : List.of("control", "game-1", "game-2")) {
            hosts.put(name, Host.start(folder, hosts.size() + 1));
        }
        root =
                Root.of("region/cluster", folder.resolve("data"))
                        .with(Map.of("TF_VAR_k3s_token", TOKEN))
                        .initialisedWithState(folder.resolve("cluster.tfstate"));
    }

    @AfterEach
    void stopHosts() {
        hosts.values().forEach(Host::close);
    }

    @Test
    void livesFromTheFirstHostToTheLast() throws IOException {
        installsAndCloses();
        changesNothingASecondTime();
        upgradesNodeByNode();
        labelsAPoolAnew();
        takesOneMoreHost();
        letsAHostGo();
        leavesNothing();
    }

    private void installsAndCloses() throws IOException {
        assertThat(hosts.get("control").isOpen(CLOSED)).isTrue();
        map(OLD, Map.of("control", "system", "game-1", "game"));

        apply().mustBeFine();

        assertThat(hosts.get("control").recorded())
                .containsExactly(
                        "systemctl daemon-reload",
                        "systemctl enable tankfleet-firewall.service",
                        "systemctl daemon-reload",
                        "systemctl enable k3s.service",
                        "systemctl restart k3s.service",
                        "k3s server",
                        "k3s kubectl wait --for=create node/control --timeout=300s",
                        versionIs("control", OLD),
                        "k3s kubectl wait --for=condition=Ready node/control --timeout=300s",
                        "k3s kubectl label --overwrite node control tankfleet.dev/pool=system",
                        "k3s kubectl wait --for=create node/game-1 --timeout=300s",
                        versionIs("game-1", OLD),
                        "k3s kubectl wait --for=condition=Ready node/game-1 --timeout=300s",
                        "k3s kubectl label --overwrite node game-1 tankfleet.dev/pool=game");
        assertThat(hosts.get("game-1").recorded()).endsWith("k3s agent");
        for (var name : List.of("control", "game-1")) {
            assertThat(hosts.get(name).isOpen(SSH)).isTrue();
            assertThat(hosts.get(name).isOpen(EDGE)).isTrue();
            assertThat(hosts.get(name).isOpen(CLOSED)).isFalse();
        }
        assertThat(Files.readString(folder.resolve("kubeconfig")))
                .contains("server: https://10.99.1.2:6443");
        assertThat(Files.getPosixFilePermissions(folder.resolve("kubeconfig")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(folder.resolve("cluster.tfstate"))).doesNotContain(TOKEN);
    }

    private void changesNothingASecondTime() throws IOException {
        forget();

        var answer = apply().mustBeFine();

        assertThat(answer).contains("Resources: 0 added, 0 changed, 0 destroyed.");
        hosts.values().forEach(host -> assertThat(host.timed()).isEmpty());
        // Nor would the script itself, if it were called.
        hosts.get("control")
                .run(
                        "cd .tankfleet && cp /etc/rancher/k3s/config.yaml . && sh install.sh server"
                                + " "
                                + "%s ''".formatted(checksum(OLD)))
                .mustBeFine();
        assertThat(hosts.get("control").recorded())
                .containsExactly("systemctl is-active --quiet k3s.service");
    }

    private void upgradesNodeByNode() throws IOException {
        forget();
        map(NEW, Map.of("control", "system", "game-1", "game"));

        apply().mustBeFine();

        assertThat(hosts.get("control").recorded())
                .contains("k3s server", versionIs("control", NEW), versionIs("game-1", NEW))
                .noneMatch(line -> line.contains("drain") || line.contains("disable"));
        assertThat(hosts.get("game-1").recorded()).contains("k3s agent");
        // The agent only when the server is Ready, and its own Ready is waited for.
        assertThat(at("control", versionIs("control", NEW)))
                .isLessThan(at("game-1", "systemctl restart k3s.service"));
        assertThat(at("game-1", "systemctl restart k3s.service"))
                .isLessThan(at("control", versionIs("game-1", NEW)));
        assertThat(hosts.get("game-1").recorded())
                .doesNotContain("systemctl enable tankfleet-firewall.service");
    }

    private void labelsAPoolAnew() throws IOException {
        forget();
        map(NEW, Map.of("control", "system", "game-1", "canary"));

        apply().mustBeFine();

        assertThat(hosts.get("control").recorded())
                .containsExactly(
                        "k3s kubectl label --overwrite node game-1 tankfleet.dev/pool=canary");
        assertThat(hosts.get("game-1").recorded()).isEmpty();
    }

    /** One with an address that is not on its interface. */
    private void takesOneMoreHost() throws IOException {
        forget();
        hosts.get("game-2").translate();
        map(NEW, Map.of("control", "system", "game-1", "canary", "game-2", "game"));

        apply().mustBeFine();

        assertThat(hosts.get("game-2").recorded()).contains("k3s agent");
        assertThat(hosts.get("game-1").recorded())
                .as("it lets the new one in, and k3s runs on")
                .containsExactly(
                        "systemctl daemon-reload", "systemctl enable tankfleet-firewall.service");
        assertThat(hosts.get("game-1").run("nft list set inet tankfleet nodes").mustBeFine())
                .contains("10.98.3.2", "10.99.3.2");
        assertThat(hosts.get("game-2").run("cat /etc/rancher/k3s/config.yaml").mustBeFine())
                .contains("\"node-external-ip\":\"10.98.3.2\"", "\"node-ip\":\"10.99.3.2\"");
        assertThat(hosts.get("control").run("cat /etc/rancher/k3s/config.yaml").mustBeFine())
                .contains("\"flannel-external-ip\":true")
                .doesNotContain("node-ip\"");
    }

    private void letsAHostGo() throws IOException {
        forget();
        map(NEW, Map.of("control", "system", "game-2", "game"));

        apply().mustBeFine();

        assertThat(hosts.get("control").recorded())
                .containsSubsequence(
                        "k3s kubectl get node game-1 --ignore-not-found --output name",
                        "k3s kubectl drain game-1 --ignore-daemonsets --delete-emptydir-data"
                                + " --timeout=600s",
                        "k3s kubectl delete node game-1");
        assertThat(at("control", "k3s kubectl delete node game-1"))
                .isLessThan(at("game-1", "systemctl disable --now k3s.service"));
        assertThat(leftOn("game-1")).isEmpty();
        assertThat(hosts.get("game-1").isOpen(CLOSED)).isTrue();
    }

    private void leavesNothing() throws IOException {
        forget();

        root.run("destroy", arguments()).mustBeFine();

        assertThat(at("game-2", "systemctl disable --now k3s.service"))
                .isLessThan(at("control", "systemctl disable --now k3s.service"));
        for (var host : hosts.entrySet()) {
            assertThat(leftOn(host.getKey())).as(host.getKey()).isEmpty();
            assertThat(host.getValue().isOpen(CLOSED)).isTrue();
        }
        assertThat(folder.resolve("kubeconfig")).doesNotExist();
    }

    @Test
    void refusesABinaryThatIsNotTheOneAskedFor() throws IOException {
        map(OLD, Map.of("control", "system"));
        Files.writeString(binary(OLD), "another", StandardOpenOption.APPEND);

        var refused = apply();

        assertThat(refused.isFine()).isFalse();
        assertThat(refused.text())
                .contains("is not the k3s that was asked for (expected: SHA-256 ")
                .doesNotContain(TOKEN);
        assertThat(hosts.get("control").run("ls /usr/local/bin").mustBeFine())
                .isEqualTo("systemctl\n");
    }

    @Test
    void takesRulesBackThatNobodyKeeps() throws IOException {
        var host = hosts.get("game-1");
        var script = Root.HERE.resolve("modules/cluster/scripts/firewall.sh");
        Files.copy(script, folder.resolve("binaries/firewall.sh"));
        Files.writeString(
                folder.resolve("binaries/firewall.nft"),
                "table inet tankfleet { chain outside { type filter hook prerouting priority"
                        + " mangle; policy drop; ct state established accept; }; }");

        host.run("sh /srv/firewall.sh try 2").mustBeFine();

        assertThat(host.isOpen(SSH)).isFalse();
        eventuallyTrue(Duration.ofSeconds(20), "one can log in again", () -> host.isOpen(SSH));
    }

    /** What of ours a host still has. */
    private String leftOn(String name) {
        return hosts.get(name)
                .run(
                        "find /etc/rancher /etc/tankfleet /etc/systemd/system /var/lib/rancher"
                                + " /var/lib/kubelet /root/.tankfleet /usr/local/bin ! -type d"
                                + " ! -name systemctl 2>/dev/null; grep kubelet /proc/mounts;"
                                + " nft list tables")
                .text();
    }

    private void forget() throws IOException {
        for (var host : hosts.values()) {
            host.forget();
        }
    }

    /** When a host wrote something down, in ns. */
    private long at(String name, String line) {
        return hosts.get(name).timed().stream()
                .filter(timed -> timed.endsWith(" " + line))
                .mapToLong(timed -> Long.parseLong(timed.substring(0, timed.indexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has not: " + line));
    }

    private static String versionIs(String node, String version) {
        return "k3s kubectl wait --for=jsonpath={.status.nodeInfo.kubeletVersion}=%s node/%s --timeout=300s"
                .formatted(version, node);
    }

    /** A map with one region, on these hosts with their pools. */
    private void map(String version, Map<String, String> pools) throws IOException {
        var map = JSON.createObjectNode();
        var region = map.putObject("eu");
        region.put("city", "Frankfurt").put("edge_host", "eu.example.com");
        region.put("allocator_host", "allocator.eu.example.com");
        region.putObject("position").put("latitude", 50.1).put("longitude", 8.7);
        region.putObject("hub").put("host", "hub.example.com");
        region.putArray("allowed_origins").add("https://play.example.com");
        region.putArray("admin_cidrs").add("10.99.0.0/16");
        region.putObject("k3s")
                .put("version", version)
                .put("sha256", checksum(version))
                .put("url", "file:///srv/k3s-" + version);
        var nodes = region.putObject("hosts");
        for (var pool : new TreeMap<>(pools).entrySet()) {
            var host = hosts.get(pool.getKey());
            var node = nodes.putObject(pool.getKey());
            if (host.isTranslated()) {
                node.put("private_address", host.address());
            }
            node.put("address", host.isTranslated() ? host.publicAddress() : host.address())
                    .put("host_key", host.key())
                    .put("role", pool.getKey().equals("control") ? "first" : "agent")
                    .put("pool", pool.getValue());
        }
        JSON.writeValue(folder.resolve("regions.json").toFile(), map);
    }

    private String checksum(String version) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(binary(version))));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    private ProgramRun apply(String... more) {
        return root.run("apply", arguments(more));
    }

    private List<String> arguments(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-input=false",
                                "-auto-approve",
                                "-parallelism=1",
                                "-var=region=eu",
                                "-var=regions_file=" + folder.resolve("regions.json"),
                                "-var=ssh_key_path=" + folder.resolve("key"),
                                "-var=kubeconfig_path=" + folder.resolve("kubeconfig")));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path binary(String version) {
        return folder.resolve("binaries").resolve("k3s-" + version);
    }
}
