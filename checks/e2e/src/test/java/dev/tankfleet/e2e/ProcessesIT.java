package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The fleet as separate processes on real servers: it keeps the contract, refuses what is wrong,
 * and outlives the death of each of its processes during play. One fleet for all; the deaths come
 * last.
 */
@NeedsProgram(Program.NATS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@Tag("patient")
final class ProcessesIT {
    /**
     * A JVM that starts anew among a dozen others, on two cores that stand still now and then, and
     * is then given what the one before it held in its hands.
     */
    private static final Duration HEALED = Duration.ofMinutes(2);

    /** For what may not be disturbed at all, but for the machine itself. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(10);

    /** Seconds without a database; a minute and more of it belong to a long run. */
    private static final int DATABASE_AWAY_S = Integer.getInteger("tankfleet.database-away-s", 3);

    /** Whether what may die at once, so that all is well again sooner, dies one by one instead. */
    private static final boolean ONE_BY_ONE = Boolean.getBoolean("tankfleet.deaths-one-by-one");

    private static RunningFleet running;
    private static Stranger stranger;

    @BeforeAll
    static void start(@TempDir Path folder) {
        running = RunningFleet.inProcesses(folder);
        var addresses = running.fleet().addresses();
        stranger = new Stranger(addresses.auth(), addresses.matchmaker());
    }

    @AfterAll
    static void stop() throws Exception {
        stranger.close();
        var processes = running.processes();
        running.close();
        // Whoever inherits a process has to see that it ended.
        Eventually.eventually(
                UNDISTURBED,
                () ->
                        assertThat(processes.values())
                                .as("left running of %s", processes)
                                .noneMatch(ProcessHandle::isAlive));
    }

    /** Ends it as a crash does. */
    private static void kill(String name) {
        var process = running.processes().get(name);
        assertThat(process).as("%s of %s", name, running.processes().keySet()).isNotNull();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }

    /** A stranger can become a player and drive: every part that this needs is there again. */
    private static void awaitWhole() throws Exception {
        Eventually.eventually(
                HEALED,
                () -> {
                    try (var newcomer = Comrade.join(stranger)) {
                        newcomer.awaitDriving(UNDISTURBED);
                    }
                });
    }

    @Nested
    @Order(1)
    final class Contract extends FleetContractTest {
        @Override
        RunningFleet running() {
            return running;
        }
    }

    @Nested
    @Order(2)
    final class BadInput extends BadInputContractTest {
        @Override
        RunningFleet running() {
            return running;
        }
    }

    @Nested
    @Order(3)
    final class Results {
        @Test
        void storesAResultOnceThoughDatabaseAndMatchmakerAreAwayWhenItComes() throws Exception {
            try (var one = Comrade.join(stranger);
                    var two = Comrade.join(stranger)) {
                one.awaitDriving(UNDISTURBED);
                two.awaitDriving(UNDISTURBED);
                // Nobody promises two players the same match.
                var servers = new HashMap<>(Map.of(serverOf(one), region(one)));
                servers.put(serverOf(two), region(two));
                var back = freezeDatabase();

                servers.forEach((server, region) -> running.fleet().deleteServer(region, server));
                kill("matchmaker");
                back.get(DATABASE_AWAY_S + HEALED.toSeconds(), TimeUnit.SECONDS);

                awaitOneEntry(one);
                awaitOneEntry(two);
                awaitWhole();
                assertThat(entries(one)).as("after all is well again").isEqualTo(1);
            }
        }

        /** Stands still until its time is over; what it had begun goes on then. */
        private CompletableFuture<Void> freezeDatabase() throws Exception {
            var postmaster = running.processes().get("postgres");
            var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
            for (var process : all) {
                signal("STOP", process);
            }
            var later = CompletableFuture.delayedExecutor(DATABASE_AWAY_S, TimeUnit.SECONDS);
            return CompletableFuture.runAsync(
                    () -> all.forEach(process -> signal("CONT", process)), later);
        }

        private void signal(String name, ProcessHandle process) {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("cannot signal " + process.pid(), e);
            }
        }

        private void awaitOneEntry(Comrade comrade) throws Exception {
            Eventually.eventually(HEALED, () -> assertThat(entries(comrade)).isEqualTo(1));
        }

        private long entries(Comrade comrade) {
            var answer = stranger.history(comrade.player());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            return answer.body().path("matches").findValuesAsText("match_id").stream()
                    .filter(comrade.place().matchId()::equals)
                    .count();
        }
    }

    @Nested
    @Order(4)
    final class Deaths {
        private Comrade comrade;

        @BeforeEach
        void play() throws Exception {
            // One whose gateway is just coming back finds again, as the contract says.
            Eventually.eventually(HEALED, () -> comrade = Comrade.join(stranger));
            comrade.awaitDriving(UNDISTURBED);
        }

        @AfterEach
        void leave() {
            comrade.close();
        }

        static Stream<List<String>> centre() {
            return deaths("auth", "matchmaker", "postgres", "nats-hub");
        }

        static Stream<List<String>> regionsServers() {
            return deaths("nats", "redis");
        }

        private static Stream<List<String>> deaths(String... names) {
            return ONE_BY_ONE ? Stream.of(names).map(List::of) : Stream.of(List.of(names));
        }

        @ParameterizedTest
        @MethodSource("centre")
        void noneOfTheCentreIsFeltByWhoPlays(List<String> names) throws Exception {
            names.forEach(ProcessesIT::kill);

            comrade.awaitDriving(UNDISTURBED);
            assertThat(comrade.farewells()).as("close codes").isEmpty();
            awaitWhole();
        }

        @ParameterizedTest
        @MethodSource("regionsServers")
        void playGoesOnOnceTheRegionsServerIsBack(List<String> names) throws Exception {
            names.forEach(name -> kill(name + "-" + region(comrade)));

            comrade.awaitDriving(HEALED);
            awaitWhole();
        }

        @Test
        void aKilledGatewayCostsAComeback() throws Exception {
            kill(gateway(comrade));

            comrade.awaitDriving(HEALED);
            assertThat(comrade.farewells()).as("close codes").isNotEmpty();
            awaitWhole();
        }

        @Test
        void aKilledGameServerIsReplaced() throws Exception {
            var server = serverOf(comrade);
            kill(server);

            Eventually.eventually(
                    HEALED,
                    () -> {
                        assertThat(running.processes()).doesNotContainKey(server);
                        assertThat(running.fleet().awaitPlayable()).as("playable").isTrue();
                    });
            awaitWhole();
        }
    }

    /** Waits for Redis: who plays does not notice that a test before this one has killed it. */
    private static String serverOf(Comrade comrade) throws Exception {
        var server = new AtomicReference<String>();
        Eventually.eventually(HEALED, () -> server.set(routeOf(comrade)));
        return server.get();
    }

    private static String routeOf(Comrade comrade) {
        try {
            return running.fleet()
                    .serverOf(region(comrade), comrade.place().matchId())
                    .orElseThrow(() -> new AssertionError("no route"));
        } catch (RouteUnavailable e) {
            throw new AssertionError("no store of routes", e);
        }
    }

    private static String region(Comrade comrade) {
        return FleetPlan.REGIONS.get(gatewayIndex(comrade) / 2).name();
    }

    private static String gateway(Comrade comrade) {
        return region(comrade) + "-gw-" + (gatewayIndex(comrade) % 2 + 1);
    }

    private static int gatewayIndex(Comrade comrade) {
        return running.gatewayPorts().indexOf(comrade.place().url().getPort());
    }
}
