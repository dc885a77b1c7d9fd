package dev.tankfleet.fleets.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.cluster.Kubectl;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The guide for one machine, typed block by block on a machine with a real kubelet, and a player
 * who comes when it is done. The tests build on each other, as the guide does.
 */
@Tag("pods")
@Timeout(600)
@NeedsProgram(Program.CONTAINERD_AS_ROOT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PodsIT {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String DOMAIN = "203-0-113-10.sslip.io";
    private static final String CENTRE = "https://play." + DOMAIN;
    private static final int ALLOCATOR_PORT = 4443;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration PLAY_FOR = Duration.ofSeconds(10);

    /** Of thirty; the whole fleet shares the machine with the player. */
    private static final double STATES_PER_SECOND_MIN = 25;

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration UPGRADE_MAX = Duration.ofMinutes(3);

    /** The blocks of the guide that are run here. */
    private enum Block {
        NAMES,
        CERTIFICATES,
        IMAGES,
        CENTRE,
        CITY,
        FIRST_MATCH,
        NEW_VERSION
    }

    @TempDir private static Path folder;

    private static Machine machine;
    private static Operator operator;
    private static Guide guide;
    private static MachineAgones agones;

    @BeforeAll
    static void followsTheGuide() throws IOException {
        machine =
                Machine.start(
                        Stream.of("play", "eu.play", "hub", "allocator")
                                .map(name -> name + "." + DOMAIN)
                                .toList());
        var standIns = folder.resolve("stand-ins");
        ProgramRun.of(
                        List.of(
                                ROOT.resolve("fleets/pods/stand-ins").toString(),
                                standIns.toString()),
                        Map.of(
                                "PATH",
                                System.getenv("PATH"),
                                "MAVEN_REPOSITORY",
                                System.getProperty("user.home") + "/.m2/repository",
                                "XDG_CACHE_HOME",
                                System.getProperty("user.home") + "/.cache"))
                .mustBeFine();
        try (var archives = Files.newDirectoryStream(standIns, "*.tar")) {
            archives.forEach(machine::load);
        }
        for (var claimed : List.of("postgres", "nats", "redis")) {
            machine.addVolume(claimed);
        }
        operator = Operator.at(ROOT, machine.shell());
        guide = Guide.of(ROOT.resolve("docs/single-node.md"), PodsIT.class);
        assertThat(guide.blocks()).hasSize(Block.values().length);
    }

    @AfterAll
    static void endsAll() {
        if (agones != null) {
            agones.close();
        }
        if (operator != null) {
            operator.close();
        }
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    @Order(1)
    void installsTheCentreWithOurImages() {
        type(Block.NAMES);
        type(Block.CERTIFICATES);
        type(Block.IMAGES);

        var shown = type(Block.CENTRE);

        assertThat(shown).contains("https://play." + DOMAIN).contains("Phase:          Succeeded");
    }

    @Test
    @Order(2)
    void installsTheCityWhoseServersGetReady() throws Exception {
        var shown = type(Block.CITY);
        agones = MachineAgones.start(kubectl(), ALLOCATOR_PORT, files(), "games", "eu-stable");

        assertThat(shown).contains("Phase:          Succeeded");
        // The matchmaker keeps a warm one, and the autoscaler adds another.
        Eventually.eventually(
                SOON,
                () -> {
                    assertThat(agones.count(GameServer.State.ALLOCATED)).isPositive();
                    assertThat(agones.count(GameServer.State.READY)).isPositive();
                });
    }

    @Test
    @Order(3)
    void findsTheFirstMatchAsTheGuideSays() {
        var shown = type(Block.FIRST_MATCH);

        assertThat(shown).contains("\"region\":\"eu\"", "match_id", "wss://eu.play." + DOMAIN);
    }

    @Test
    @Order(4)
    void playsThirtyStatesASecondThroughTheEdges() throws Exception {
        try (var guest = guest()) {
            var watcher = new Watcher();
            guest.play(watcher, PLAY_FOR);

            System.out.printf(
                    "pods: %.1f states a second, %d inputs seen%n",
                    watcher.statesPerSecond(), watcher.lastInput());
            assertThat(watcher.complaint()).isEmpty();
            assertThat(watcher.lastInput()).isPositive();
            assertThat(watcher.statesPerSecond()).isGreaterThan(STATES_PER_SECOND_MIN);
        }
    }

    @Test
    @Order(5)
    void asksTheCentreHowManyServersThereShallBe() throws Exception {
        Eventually.eventually(
                SOON,
                () -> assertThat(agones.lastAppliedPolicy()).isEqualTo("Chain:webhook:Webhook"));
    }

    @Test
    @Order(6)
    void startsEachServiceWithWhatItHasLearned() throws IOException {
        var mapped = new StringBuilder();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                mapped.append(Files.readString(process.resolve("maps")));
            }
        }

        for (var service : List.of("auth", "allocator-matchmaker", "gateway", "gameserver")) {
            assertThat(mapped).as(service).contains("/app/" + service + ".aot");
        }
    }

    @Test
    @Order(7)
    void restartsNoContainerButThoseThatWaitForAStore() {
        var restarted =
                kubectl()
                        .run(
                                "get",
                                "pods",
                                "--all-namespaces",
                                "-o",
                                "go-template={{range .items}}{{$pod := .metadata.name}}{{range"
                                        + " .status.containerStatuses}}{{$pod}}"
                                        + " {{.restartCount}}{{\"\\n"
                                        + "\"}}{{end}}{{end}}")
                        .lines()
                        .filter(line -> !line.endsWith(" 0"))
                        .toList();

        assertThat(restarted)
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "(centre-(auth|migrate|matchmaker)|eu-(gateway|stream)).*"));
    }

    @Test
    @Order(8)
    void keepsItsMatchesWhenRedisComesBack() throws Exception {
        try (var guest = guest()) {
            var place = guest.find();
            var before = new Watcher();
            guest.drop(place, before);

            var back = restart("eu-redis-0");

            Eventually.eventually(
                    SOON,
                    () -> {
                        var again = new Watcher();
                        guest.resume(place, before, again);
                        assertThat(again.complaint()).isEmpty();
                    });
            back.tell();
        }
    }

    @Test
    @Order(9)
    void letsPlayersInAgainWhenNatsComesBack() throws Exception {
        try (var guest = guest()) {
            var back = restart("eu-nats-0");

            Eventually.eventually(
                    SOON,
                    () -> {
                        var watcher = new Watcher();
                        guest.play(watcher, GLANCE);
                        assertThat(watcher.complaint()).isEmpty();
                    });
            back.tell();
        }
    }

    @Test
    @Order(10)
    void upgradesBothWhileAPlayerPlays() throws Exception {
        try (var guest = guest()) {
            var watcher = new Watcher();
            var isUpgraded = new AtomicBoolean();
            var playing =
                    CompletableFuture.runAsync(
                            () -> guest.play(watcher, UPGRADE_MAX, isUpgraded::get));

            type(Block.NEW_VERSION);

            isUpgraded.set(true);
            playing.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(watcher.complaint()).isEmpty();
        }
    }

    /** Takes a Pod of the city away, and waits until it is Ready again. */
    private static Back restart(String pod) {
        long startNs = System.nanoTime();
        kubectl().run("delete", "pod", pod, "-n", "games");
        kubectl()
                .run(
                        "wait",
                        "--for=condition=Ready",
                        "--timeout=100s",
                        "pod/" + pod,
                        "-n",
                        "games");
        return new Back(pod, startNs, System.nanoTime());
    }

    /** A Pod that was away. */
    private record Back(String pod, long goneNs, long readyNs) {
        void tell() {
            System.out.printf(
                    "pods: %s was away for %.1f s, and a player is in %.1f s later%n",
                    pod, (readyNs - goneNs) / 1e9, (System.nanoTime() - readyNs) / 1e9);
        }
    }

    private static String type(Block block) {
        try {
            return operator.type(guide.blocks().get(block.ordinal()));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + machine.state(), e);
        }
    }

    private static Kubectl kubectl() {
        return machine.plane().kubectl();
    }

    private static Guest guest() throws IOException {
        return Guest.of(URI.create(CENTRE), files().resolve("ca.crt"));
    }

    /** Where the guide keeps its files. */
    private static Path files() throws IOException {
        return Path.of(machine.shell().get("HOME"), "tankfleet");
    }
}
