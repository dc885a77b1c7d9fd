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
import java.util.concurrent.atomic.AtomicLong;

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
        int port = TestNats.freePort();
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
        var heardNs = listen();

        Files.writeString(file, "old\nnew");
        Files.writeString(file, "new\nold");
        assertThat(owner.isConnected()).isTrue();
        long gapNs = longestGapWhile(heardNs, () -> server.reload(conf(server.port(), "new")));
        System.out.printf("a password rotated: %d ms without the bus%n", gapNs / 1_000_000);
        assertThat(Duration.ofNanos(gapNs)).isLessThan(GAP_MAX);
    }

    /** Nobody told us before: what was known is wrong until our own file is there. */
    @Test
    void neverGivesUpWhenItsFileComesLate() throws IOException {
        var heardNs = listen();

        server.reload(conf(server.port(), "new"));
        eventuallyTrue(
                PATIENCE, "both are refused", () -> !owner.isConnected() && !gateway.isConnected());
        eventuallyTrue(PATIENCE, "each more than once", () -> refusals() >= 6);
        assertThat(owner.isConnected()).isFalse();
        Files.writeString(file, "new");

        long wroteNs = System.nanoTime();
        awaitState(heardNs, wroteNs);
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
                        List.of("nats://127.0.0.1:" + TestNats.freePort()),
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

    /** When the newest state was said that came through. */
    private AtomicLong listen() {
        var heardNs = new AtomicLong(System.nanoTime());
        gateway.subscribe(STATE, state -> heardNs.set(ByteBuffer.wrap(state.body()).getLong()));
        gateway.flush(PATIENCE);
        awaitState(heardNs, System.nanoTime());
        return heardNs;
    }

    private void awaitState(AtomicLong heardNs, long sinceNs) {
        eventuallyTrue(
                PATIENCE,
                "a state comes through",
                () -> {
                    sayState();
                    return heardNs.get() > sinceNs;
                });
    }

    private void sayState() {
        owner.publish(STATE, ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).array());
    }

    /**
     * Until both were thrown out and a state comes through that was said later. The server tells;
     * they can be back before anybody has seen them away.
     */
    private long longestGapWhile(AtomicLong heardNs, Runnable change) {
        change.run();
        long[] longestNs = {0};
        long[] lastNs = {heardNs.get()};
        long[] thrownOutNs = {Long.MAX_VALUE};
        eventuallyTrue(
                PATIENCE,
                "the bus is back",
                () -> {
                    if (thrownOutNs[0] == Long.MAX_VALUE && refusals() >= 2) {
                        thrownOutNs[0] = System.nanoTime();
                    }
                    sayState();
                    long nowNs = heardNs.get();
                    longestNs[0] = Math.max(longestNs[0], nowNs - lastNs[0]);
                    lastNs[0] = nowNs;
                    return nowNs > thrownOutNs[0] && owner.isConnected() && gateway.isConnected();
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
}
