package dev.tankfleet.agones.emulator;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkCall;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.agones.sdk.SdkError;
import dev.tankfleet.agones.sdk.SdkException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lists, and calls that nobody waits for, over sockets. */
@Timeout(120)
final class SdkCallIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ServerTemplate TEMPLATE =
            ServerTemplate.withLabels(Map.of())
                    .withCounter("matches", 0, 64)
                    .withList("ids", 3, List.of("x1"));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("calls"));
    private final AgonesSdk agones =
            AgonesSdk.connect(
                    SdkConfig.onPort(emulator.createGameServer("d1", TEMPLATE))
                            .withCallDeadline(SOON),
                    executor);

    @AfterEach
    void closeEverything() {
        agones.close();
        emulator.close();
        executor.close();
    }

    @Test
    void keepsListsWithTypedAnswers() throws Exception {
        assertThat(agones.lists().get("ids")).isEqualTo(new GameServer.ValueList(3, List.of("x1")));
        assertThat(agones.lists().add("ids", "x2").values()).containsExactly("x1", "x2");
        assertThat(agones.lists().remove("ids", "x1").values()).containsExactly("x2");

        assertThat(errorOf(() -> agones.lists().add("ids", "x2")))
                .isInstanceOf(SdkError.AlreadyExists.class);
        assertThat(errorOf(() -> agones.lists().remove("ids", "zz")))
                .isInstanceOf(SdkError.NotFound.class);
        assertThat(errorOf(() -> agones.lists().get("nope"))).isInstanceOf(SdkError.NotFound.class);
        assertThat(errorOf(() -> agones.lists().setCapacity("ids", 5)))
                .isInstanceOf(SdkError.SidecarDefect.class);
        assertThat(errorOf(() -> agones.lists().setValues("ids", List.of("y"))))
                .isInstanceOf(SdkError.SidecarDefect.class);
        eventually(
                SOON,
                () ->
                        assertThat(agones.gameServer().lists().get("ids").values())
                                .containsExactly("x2"));
    }

    @Test
    void sendsManyCallsThatNobodyWaitsFor() throws Exception {
        var answers = new ArrayList<CompletableFuture<GameServer.Counter>>();
        for (int i = 0; i < 64; i++) {
            answers.add(agones.start(SdkCall.addToCount("matches", 1)));
        }

        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

        assertThat(answers.getLast().join().capacity()).isEqualTo(64);
        assertThat(agones.counters().get("matches").count()).isEqualTo(64);
        agones.start(SdkCall.ready()).join();
        eventually(
                SOON,
                () ->
                        assertThat(agones.start(SdkCall.gameServer()).join().state())
                                .isEqualTo(GameServer.State.READY));
    }

    @Test
    void completesAFailedCallWithTheErrorOfTheBlockingForm() {
        assertThatThrownBy(() -> agones.start(SdkCall.setCount("matches", 65)).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SdkException.class,
                        e -> assertThat(e.error()).isInstanceOf(SdkError.OutOfRange.class))
                .hasMessageContaining("UpdateCounter");

        agones.close();

        assertThatThrownBy(() -> agones.start(SdkCall.ready()).join())
                .cause()
                .isInstanceOfSatisfying(
                        SdkException.class,
                        e -> assertThat(e.error()).isInstanceOf(SdkError.Closed.class));
    }

    @Test
    void completesACallWhoseExecutorTakesNothingMore() {
        var config =
                SdkConfig.onPort(emulator.createGameServer("d2", TEMPLATE))
                        .withCallDeadline(Duration.ofSeconds(2));
        var isFull = new AtomicBoolean();
        Executor filling =
                task -> {
                    if (isFull.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    executor.execute(task);
                };
        try (var unheard = AgonesSdk.connect(config, filling)) {
            unheard.start(SdkCall.gameServer()).join();
            isFull.set(true);

            assertThatThrownBy(() -> unheard.start(SdkCall.gameServer()).join())
                    .cause()
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            e -> assertThat(e.error()).isInstanceOf(SdkError.TimedOut.class));
        }
    }

    private static SdkError errorOf(Runnable call) {
        try {
            call.run();
        } catch (SdkException e) {
            return e.error();
        }
        throw new AssertionError("the call did not fail");
    }
}
