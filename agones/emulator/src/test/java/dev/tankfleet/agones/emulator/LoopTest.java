package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.loop.ThreadLoop;
import dev.tankfleet.agones.emulator.loop.VirtualLoop;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

final class LoopTest {
    static Stream<Loop> loops() {
        return Stream.of(
                ThreadLoop.start("loop-test", InstantSource.system()),
                new VirtualLoop(Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void offersOnceToALoopThatHasEnded(Loop loop) {
        var counted = new Counted(loop);
        assertThat(counted.isClosed()).isFalse();
        assertThat(counted.offerPatiently(() -> {})).isTrue();
        loop.close();

        assertThat(counted.isClosed()).isTrue();
        assertThat(counted.offerPatiently(() -> {})).isFalse();

        assertThat(counted.offers).hasValue(2);
    }

    /** Counts what a loop is offered. */
    private record Counted(Loop loop, AtomicInteger offers) implements Loop {
        Counted(Loop loop) {
            this(loop, new AtomicInteger());
        }

        @Override
        public boolean offer(Runnable command) {
            offers.incrementAndGet();
            return loop.offer(command);
        }

        @Override
        public boolean isClosed() {
            return loop.isClosed();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return loop.after(delay, task);
        }

        @Override
        public Instant now() {
            return loop.now();
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
