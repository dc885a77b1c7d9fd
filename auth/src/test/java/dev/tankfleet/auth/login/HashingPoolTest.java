package dev.tankfleet.auth.login;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class HashingPoolTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);

    @AfterEach
    void openGate() {
        gate.countDown();
    }

    @Test
    void computesOnAThreadOfItsOwn() {
        try (var pool = pool(1, Duration.ofSeconds(10))) {
            assertThat(pool.compute(() -> Thread.currentThread().getName()).orElseThrow())
                    .startsWith("auth-hash-");
        }
    }

    @Test
    void answersNothingWhenTheQueueIsFull() throws InterruptedException {
        try (var pool = pool(1, Duration.ofSeconds(10));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> pool.compute(this::waitAtGate));
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
            var queued = threads.submit(() -> pool.compute(() -> "queued"));
            eventuallyTrue(Duration.ofSeconds(10), "one hash waits", () -> pool.waiting() == 1);

            assertThat(pool.compute(() -> "too many")).isEmpty();

            gate.countDown();
            assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.of("done"));
            assertThat(queued)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(Optional.of("queued"));
        }
    }

    @Test
    void answersNothingAfterTheWaitAndDoesNotComputeForNobody() throws InterruptedException {
        var computed = new AtomicInteger();
        try (var pool = pool(1, Duration.ofMillis(50));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> pool.compute(this::waitAtGate));
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(pool.compute(computed::incrementAndGet)).isEmpty();
            assertThat(pool.waiting()).isZero();

            gate.countDown();
            assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        }
        assertThat(computed).hasValue(0);
    }

    @Test
    void passesAMistakeOn() {
        try (var pool = pool(1, Duration.ofSeconds(10))) {
            assertThatThrownBy(
                            () ->
                                    pool.compute(
                                            () -> {
                                                throw new IllegalArgumentException("broken");
                                            }))
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void refusesWorkAfterItsEnd() {
        var pool = pool(1, Duration.ofSeconds(10));
        pool.close();

        assertThat(pool.compute(() -> "late")).isEmpty();
    }

    private String waitAtGate() throws InterruptedException {
        busy.countDown();
        assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        return "done";
    }

    private static HashingPool pool(int threads, Duration waitMax) {
        return new HashingPool(new HashingConfig(19_456, 2, threads, 1, waitMax));
    }
}
