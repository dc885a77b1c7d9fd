package dev.tankfleet.bus.nats;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.bus.BusUnavailable;
import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Role;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A password that changes while its user is connected. */
@NeedsProgram(Program.NATS)
final class NatsRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Below the time that the library takes to believe a refusal. */
    private static final Duration GAP_MAX = Duration.ofSeconds(2);

    private static final String STATE = "match.m1.state.g1";

    @TempDir private Path folder;
    private Path file;
    private TestNats server;
    private NatsBus owner;
    private NatsBus gateway;

    @BeforeEach
    void startServer() throws IOException {
        int port = FreePorts.next();
        file = Files.writeString(folder.resolve("password"), "old");
        server = TestNats.start(folder, "leaf", port, conf(port, "old"));
        owner = connect(Role.GAME_SERVER, "s1");
        gateway = connect(Role.GATEWAY, "g1");
    }

    @AfterEach
    void stopServer() {
        owner.close();
        gateway.close();
        server.close();
    }

    @Test
    void comesBackAtOnceWhenItsFileWasThereFirst() throws IOException {
        var heard = listen();

        Files.writeString(file, "old\nnew");
        Files.writeString(file, "new\nold");
        assertThat(owner.isConnected()).isTrue();
        long gapNs = longestGapWhile(heard, () -> server.reload(conf(server.port(), "new")));
        System.out.printf("a password rotated: %d ms without the bus%n", gapNs / 1_000_000);
        assertThat(Duration.ofNanos(gapNs)).isLessThan(GAP_MAX);
    }

    /** Nobody told us before: what was known is wrong until our own file is there. */
    @Test
    void neverGivesUpWhenItsFileComesLate() throws IOException {
        var heard = listen();

        server.reload(conf(server.port(), "new"));
        eventuallyTrue(
                PATIENCE, "both are refused", () -> !owner.isConnected() && !gateway.isConnected());
        eventuallyTrue(PATIENCE, "each more than once", () -> refusals() >= 6);
        assertThat(owner.isConnected()).isFalse();
        Files.writeString(file, "new");

        long wroteNs = System.nanoTime();
        awaitState(heard, wroteNs);
        assertThat(Duration.ofNanos(System.nanoTime() - wroteNs)).isLessThan(PATIENCE);
    }

    @Test
    void startsWithWhicheverPasswordTheServerKnows() throws IOException {
        Files.writeString(file, "new\nold");

        try (var late = connect(Role.GATEWAY, "g2")) {
            assertThat(late.isConnected()).isTrue();
        }
    }

    @Test
    void showsNoPasswordWhenNobodyAnswers() {
        var nowhere =
                new NatsConfig(
                        List.of("nats://127.0.0.1:" + FreePorts.next()),
                        "gateway.g1",
                        Secret.of("not-for-logs"),
                        List.of(),
                        Duration.ofMillis(100));

        assertThatThrownBy(() -> NatsBus.connect(nowhere, BusUnderTest.LAW, Role.GATEWAY, "g1"))
                .isInstanceOf(BusUnavailable.class)
                .hasMessageContaining("nobody answers")
                .hasMessageNotContaining("not-for-logs")
                .hasNoCause();
    }

    private long refusals() {
        try (var lines = Files.lines(folder.resolve("leaf.conf.log"))) {
            return lines.filter(line -> line.contains("authentication error")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AtomicReference<Heard> listen() {
        var heard = new AtomicReference<>(new Heard(0, System.nanoTime()));
        gateway.subscribe(
                STATE,
                state -> {
                    long saidNs = ByteBuffer.wrap(state.body()).getLong();
                    heard.set(new Heard(saidNs, System.nanoTime()));
                });
        gateway.flush(PATIENCE);
        awaitState(heard, System.nanoTime());
        return heard;
    }

    private void awaitState(AtomicReference<Heard> heard, long sinceNs) {
        eventuallyTrue(
                PATIENCE,
                "a state comes through",
                () -> {
                    sayState();
                    return heard.get().saidNs() > sinceNs;
                });
    }

    private void sayState() {
        owner.publish(STATE, ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).array());
    }

    /**
     * Until both were thrown out and a state comes through that was said later. The server tells;
     * they can be back before anybody has seen them away.
     */
    private long longestGapWhile(AtomicReference<Heard> heard, Runnable change) {
        change.run();
        long[] longestNs = {0};
        long[] lastNs = {heard.get().atNs()};
        long[] thrownOutNs = {Long.MAX_VALUE};
        eventuallyTrue(
                PATIENCE,
                "the bus is back",
                () -> {
                    if (thrownOutNs[0] == Long.MAX_VALUE && refusals() >= 2) {
                        thrownOutNs[0] = System.nanoTime();
                    }
                    sayState();
                    var newest = heard.get();
                    longestNs[0] = Math.max(longestNs[0], newest.atNs() - lastNs[0]);
                    lastNs[0] = newest.atNs();
                    return newest.saidNs() > thrownOutNs[0]
                            && owner.isConnected()
                            && gateway.isConnected();
                });
        return longestNs[0];
    }

    private NatsBus connect(Role role, String selfId) {
        var settings =
                Settings.of(
                        Map.of(
                                "NATS_URLS", server.url(),
                                "NATS_USER", NatsNames.user(role, selfId),
                                "NATS_PASSWORD_FILE", file.toString()));
        return NatsBus.connect(
                settings.bind(NatsConfig.class, "nats"), BusUnderTest.LAW, role, selfId);
    }

    private static String conf(int port, String password) {
        return """
        listen: "127.0.0.1:%d"
        accounts {
          REGION { users: [
            {user: "game_server.s1", password: "%s"}
            {user: "gateway.g1", password: "%s"}
            {user: "gateway.g2", password: "%s"}
          ] }
        }
        """
                .formatted(port, password, password, password);
    }

    /**
     * The newest state that came through.
     *
     * @param saidNs when it was said
     * @param atNs when it came
     */
    private record Heard(long saidNs, long atNs) {}
}
