package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * {@code ./tankfleet infra}: in which order it walks the map. A recorder stands where OpenTofu
 * would; what it asks of the map is answered by the real one.
 */
@OnTofu
final class InfraIT {
    private static final String MAP =
            """
            {
              "eu": {"city": "Frankfurt", "allocator_host": "allocator.eu.example.com", "hosts": {"one": {"role": "first"}}},
              "us": {"city": "New York", "kubeconfig": "~/us.yaml"}
            }
            """;
    private static final String CENTRE =
            """
            {"edge_host": "play.example.com", "hub_host": "hub.example.com", "hosts": {"one": {"role": "first"}}}
            """;
    private static final String RECORDER =
            """
            #!/bin/sh
            case "$*" in
              *console*) exec '@real@' "$@" ;;
              *@failing@*) exit 1 ;;
            esac
            echo "$*" >>'@folder@/record'
            case "$*" in
              *" output "*) cat '@folder@/passwords' ;;
              *centre/workloads*apply*) touch '@folder@/state/centre/workloads.tfstate' ;;
              *region/workloads*apply*) echo "${TF_VAR_hub_password:-}" >>'@folder@/told' ;;
            esac
            """;

    @TempDir private Path folder;

    private String centre = "";

    @BeforeEach
    void writeMap() throws IOException {
        Files.writeString(folder.resolve("map.json"), MAP);
        Files.writeString(folder.resolve("passwords"), "{\"eu\":\"of-eu\",\"us\":\"of-us\"}");
        record("nothing at all");
    }

    @Test
    void makesTheClusterBeforeWhatRunsInIt() throws IOException {
        infra("apply", "--yes").mustBeFine();

        assertThat(recorded())
                .containsExactly(
                        "init region/cluster",
                        "apply region/cluster",
                        "init region/workloads",
                        "apply region/workloads",
                        "init region/workloads",
                        "apply region/workloads");
        assertThat(lines().get(1))
                .contains("-var region=eu", "-parallelism=1", "-auto-approve", "-input=false")
                .contains("-var kubeconfig_path=" + folder.resolve("state/eu/kubeconfig"));
        assertThat(lines().get(0))
                .contains("-backend-config=path=" + folder.resolve("state/eu/cluster.tfstate"));
        assertThat(lines().get(5)).contains("-var region=us").doesNotContain("-parallelism");
        assertThat(Files.getPosixFilePermissions(folder.resolve("state/eu")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void destroysTheOtherWayAndOnlyTheRegionThatIsNamed() throws IOException {
        infra("destroy", "--yes", "eu").mustBeFine();

        assertThat(recorded())
                .containsExactly(
                        "init region/workloads",
                        "destroy region/workloads",
                        "init region/cluster",
                        "destroy region/cluster");
    }

    @Test
    void stopsWhereSomethingGoesWrong() throws IOException {
        record("region/workloads destroy");

        var answer = infra("destroy", "--yes");

        assertThat(answer.isFine()).isFalse();
        assertThat(recorded()).containsExactly("init region/workloads");
    }

    @Test
    void asksBeforeItChangesSomethingUnlessItIsTold() throws IOException {
        infra("apply", "us").mustBeFine();

        assertThat(lines().getLast()).doesNotContain("-auto-approve", "-input=false");
    }

    @Test
    void takesTheSecretsOfTheLayer() throws IOException {
        var secrets = Files.createDirectory(folder.resolve("secrets"));
        var file = Files.writeString(secrets.resolve("eu.cluster.tfvars.json"), "{}");

        infra("apply", "--yes", "eu").mustBeFine();

        assertThat(lines()).filteredOn(line -> line.contains("-var-file " + file)).hasSize(1);
        assertThat(lines().get(1)).contains("-var-file " + file);
    }

    @Test
    void plansNothingInAClusterThatIsNotThere() throws IOException {
        var answer = infra("plan", "eu").mustBeFine();

        assertThat(recorded()).containsExactly("init region/cluster", "plan region/cluster");
        assertThat(answer).contains("nothing can be said before its cluster is there");
    }

    @Test
    void makesTheCentreBeforeTheRegionsAndHandsOnTheirPasswords() throws IOException {
        haveACentre();

        infra("apply", "--yes", "us", "centre").mustBeFine();

        assertThat(recorded())
                .containsExactly(
                        "init centre/cluster",
                        "apply centre/cluster",
                        "init centre/workloads",
                        "apply centre/workloads",
                        "init centre/workloads",
                        "output centre/workloads",
                        "init region/workloads",
                        "apply region/workloads");
        assertThat(lines().get(3))
                .contains("-var centre_file=" + centre, "-var regions_file=")
                .doesNotContain("-var region=");
        assertThat(lines().getLast()).contains("-var centre_file=" + centre, "-var region=us");
        assertThat(Files.readAllLines(folder.resolve("told"))).containsExactly("of-us");
        assertThat(Files.readString(folder.resolve("record"))).doesNotContain("of-us");
    }

    @Test
    void destroysTheCentreAfterTheRegions() throws IOException {
        haveACentre();

        infra("destroy", "--yes").mustBeFine();

        assertThat(recorded())
                .containsExactly(
                        "init region/workloads",
                        "destroy region/workloads",
                        "init region/cluster",
                        "destroy region/cluster",
                        "init region/workloads",
                        "destroy region/workloads",
                        "init centre/workloads",
                        "destroy centre/workloads",
                        "init centre/cluster",
                        "destroy centre/cluster");
    }

    @Test
    void keepsTheCentreAsLongAsThereIsARegion() throws IOException {
        haveACentre();
        var us = Files.createDirectories(folder.resolve("state/us"));
        Files.writeString(us.resolve("workloads.tfstate"), "{\"type\": \"helm_release\"}");

        assertThat(refused("destroy", "--yes", "centre", "eu"))
                .contains("us is still there (expected: the centre goes after it");
        infra("destroy", "--yes", "centre", "us").mustBeFine();

        assertThat(recorded().getLast()).isEqualTo("destroy centre/cluster");
    }

    @Test
    void saysThatTheCentreDoesNotKnowARegionYet() throws IOException {
        haveACentre();
        Files.writeString(folder.resolve("passwords"), "{\"eu\":\"of-eu\"}");
        infra("apply", "--yes", "centre").mustBeFine();

        var planned = infra("plan", "us").mustBeFine();

        assertThat(planned).contains("nothing can be said before the centre knows it");
        assertThat(refused("apply", "--yes", "us"))
                .contains("the centre has no password for us (expected: infra apply centre");
    }

    @Test
    void asksTheCentreForNothingThatTheOperatorGives() throws IOException {
        haveACentre();
        var secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(
                secrets.resolve("us.workloads.tfvars.json"), "{\"hub_password\": \"own\"}");

        infra("apply", "--yes", "us").mustBeFine();

        assertThat(recorded()).containsExactly("init region/workloads", "apply region/workloads");
    }

    @Test
    void takesWhatItHasMadeBeforeWhatTheOperatorGives() throws IOException {
        haveACentre();
        infra("secrets", "eu").mustBeFine();
        var own = folder.resolve("secrets/eu.cluster.tfvars.json");
        Files.writeString(own, "{}");
        infra("apply", "--yes", "centre", "eu").mustBeFine();

        var made = folder.resolve("secrets/eu.cluster.made.tfvars.json");
        assertThat(lines()).filteredOn(line -> line.contains("-var-file " + made)).hasSize(1);
        assertThat(lines())
                .anyMatch(line -> line.contains("-var-file %s -var-file %s".formatted(made, own)));
        assertThat(folder.resolve("secrets/us.cluster.made.tfvars.json")).doesNotExist();
    }

    @Test
    void refusesACentreThatIsNotThere() {
        centre = folder.resolve("no-such-file").toString();

        assertThat(refused("plan")).contains("no such file (expected: what is said of the centre");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        assertThat(refused("apply", "ap")).contains("ap is not in ", "(expected: eu, us)");
        assertThat(refused()).contains("(expected: plan, apply, destroy or secrets, ");
        assertThat(refused("apply", "centre")).contains("centre is not in ", "(expected: eu, us)");
        assertThat(refused("apply", "--force")).contains("--force (expected: --yes)");
        Files.writeString(folder.resolve("map.json"), "{");
        assertThat(refused("plan")).contains("cannot be read (expected: JSON");
        assertThat(Files.exists(folder.resolve("record"))).isFalse();
    }

    private void haveACentre() throws IOException {
        centre = Files.writeString(folder.resolve("centre.json"), CENTRE).toString();
    }

    private String refused(String... words) {
        var answer = infra(words);
        assertThat(answer.isFine()).isFalse();
        return answer.text();
    }

    private ProgramRun infra(String... words) {
        var command =
                new ArrayList<>(List.of(Root.HERE.resolveSibling("tankfleet").toString(), "infra"));
        command.addAll(List.of(words));
        var environment = new TreeMap<String, String>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("TANKFLEET_TOOLS", folder.toString());
        environment.put("TANKFLEET_REGIONS", folder.resolve("map.json").toString());
        environment.put("TANKFLEET_CENTRE", centre);
        environment.put("TANKFLEET_STATE", folder.resolve("state").toString());
        environment.put("TANKFLEET_SECRETS", folder.resolve("secrets").toString());
        return ProgramRun.of(command, environment);
    }

    /** Puts the recorder there; a command that contains this fails. */
    private void record(String failing) throws IOException {
        var text =
                RECORDER.replace("@real@", Program.TOFU.path().orElseThrow().toString())
                        .replace("@failing@", "'" + failing + "'")
                        .replace("@folder@", folder.toString());
        var file = Files.writeString(folder.resolve("tofu"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("tofu.rc"), "");
    }

    /** What was called where. */
    private List<String> recorded() throws IOException {
        return lines().stream()
                .map(
                        line -> {
                            var words = line.split(" ");
                            var root = Path.of(words[0].substring("-chdir=".length()));
                            return words[1] + " " + Root.HERE.relativize(root);
                        })
                .toList();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("record"));
    }
}
