package dev.tankfleet.matchmaker.server;

import static dev.tankfleet.matchmaker.server.Statuses.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.random.RandomGeneratorFactory;

final class ServerMetersTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ServerTable table =
            ServerTable.create(
                    ScoringConfig.DEFAULT, RandomGeneratorFactory.of("L64X128MixRandom").create(7));
    private long nowNs = 5 * SECOND;

    @Test
    void showsARegionAsSilentOnceNoneOfItsServersSpeaks() {
        new ServerMeters(registry).watch(table, List.of("eu", "us"), () -> nowNs);
        table.onStatus(status().of("eu", "eu-a"), nowNs);

        assertThat(gauge("matchmaker.server.speaking", "eu")).isEqualTo(1);
        assertThat(gauge("matchmaker.server.speaking", "us")).isZero();
        assertThat(gauge("matchmaker.server.slots.free", "eu")).isEqualTo(4);
        assertThat(gauge("matchmaker.server.slots.free", "us")).isZero();

        nowNs += 12 * SECOND;
        table.sweep(nowNs);

        assertThat(gauge("matchmaker.server.speaking", "eu")).isZero();
        assertThat(gauge("matchmaker.server.slots.free", "eu")).isZero();
    }

    private double gauge(String name, String region) {
        return registry.get(name).tag("region", region).gauge().value();
    }
}
