package dev.tankfleet.gameserver.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

final class StatusDeskTest {
    private static final int TURNS = 10_000;

    /**
     * All that a match's thread does for status and counters; the numbers are made up and sent on
     * other threads, and signs of life never come near it.
     */
    @Test
    void allocatesNothingOnTheThreadThatTellsOfAChange() {
        try (var hub = MemoryHub.create(Lawbook.standard())) {
            var desk =
                    new StatusDesk(
                            card(),
                            hub.leaf("eu").connect(Role.GAME_SERVER, "eu-1"),
                            new StatusMeters(new SimpleMeterRegistry()),
                            InstantSource.system(),
                            System::nanoTime,
                            RandomGenerator.getDefault());

            assertThat(AllocatedBytes.during(desk::onChanged, TURNS, TURNS)).isZero();
        }
    }

    private static ServerCard card() {
        return new ServerCard(
                "eu-1",
                "i1",
                "eu",
                "Frankfurt",
                "192.0.2.1",
                "ws://192.0.2.1:8080",
                "dev",
                null,
                "rules",
                List.of("free_for_all"),
                4,
                64);
    }
}
