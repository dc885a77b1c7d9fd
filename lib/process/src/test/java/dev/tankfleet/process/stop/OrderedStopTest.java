package dev.tankfleet.process.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

final class OrderedStopTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final OrderedStop stop = OrderedStop.create(Duration.ofSeconds(100));
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @Test
    void runsTheLastRegisteredFirst() {
        stop.register("database", AMPLE, () -> ran.add("database"));
        stop.register("server", AMPLE, () -> ran.add("server"));

        var report = stop.stop();

        assertThat(ran).containsExactly("server", "database");
        assertThat(report).isEqualTo(new StopReport(List.of("server", "database"), List.of()));
        assertThat(report.isClean()).isTrue();
    }

    @Test
    void runsTheRestAfterAFailure() {
        stop.register("database", AMPLE, () -> ran.add("database"));
        stop.register(
                "server",
                AMPLE,
                () -> {
                    throw new IOException("stuck");
                });

        var report = stop.stop();

        assertThat(ran).containsExactly("database");
        assertThat(report.failed()).containsExactly("server");
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void interruptsALateStepAndRunsTheRest() throws InterruptedException {
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        stop.register("database", AMPLE, () -> ran.add("database"));
        stop.register(
                "server",
                SHORT,
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                });

        var report = stop.stop();

        assertThat(report).isEqualTo(new StopReport(List.of("database"), List.of("server")));
        interrupted.await();
    }

    @Test
    void runsOnceForManyCallers() throws InterruptedException {
        var runs = new AtomicInteger();
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        stop.register(
                "server",
                AMPLE,
                () -> {
                    runs.incrementAndGet();
                    entered.countDown();
                    release.await();
                });
        var first = new AtomicReference<StopReport>();
        var caller = Thread.ofPlatform().start(() -> first.set(stop.stop()));
        entered.await();
        release.countDown();

        var second = stop.stop();
        caller.join();

        assertThat(runs).hasValue(1);
        assertThat(second).isSameAs(first.get());
        assertThat(stop.await()).isSameAs(second);
    }

    @Test
    void refusesDeadlinesBeyondTheTotal() {
        stop.register("a", Duration.ofSeconds(90), () -> {});

        assertThatThrownBy(() -> stop.register("b", Duration.ofSeconds(11), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline: PT11S (expected: all within PT1M40S)");
    }

    @Test
    void endsAPartAtOnceThatComesAfterTheStopHasBegun() {
        stop.stop();

        assertThatThrownBy(() -> stop.register("late", AMPLE, () -> ran.add("late")))
                .isInstanceOf(OrderedStop.StopHasBegun.class)
                .hasMessage("stopping, too late to start late");
        assertThat(ran).containsExactly("late");
    }

    @Test
    void keepsTheCallersInterruptForAfterwards() {
        stop.register("database", AMPLE, () -> ran.add("database"));
        stop.register("server", AMPLE, () -> new CountDownLatch(1).await());
        Thread.currentThread().interrupt();

        var report = stop.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report).isEqualTo(new StopReport(List.of("database"), List.of("server")));
    }
}
