package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.sidecar.Answer;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.Counter;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class CountersTest {
    private static final ServerTemplate WITH_MATCHES =
            ServerTemplate.withLabels(Map.of()).withCounter("matches", 0, 6);

    private final VirtualCluster agones = new VirtualCluster();
    private final Sidecar sidecar = agones.server("d1", GameServer.State.READY, WITH_MATCHES);

    @Test
    void answersWithTheNewValueAtOnceAndWritesItLate() {
        assertThat(sidecar.updateCounter("matches", 3L, null, 0)).isEqualTo(ok(3, 6));
        assertThat(sidecar.counter("matches")).isEqualTo(ok(3, 6));
        assertThat(agones.stored("d1").counters()).containsEntry("matches", new Counter(0, 6));

        agones.advanceMs(500);

        assertThat(agones.stored("d1").counters()).containsEntry("matches", new Counter(3, 6));
    }

    @Test
    void writesEachHalfSecondAndNeverPutsAFlushOff() {
        for (long count = 1; count <= 6; count++) {
            sidecar.updateCounter("matches", count, null, 0);
            agones.advanceMs(100);
        }
        agones.advanceMs(1_000);

        assertThat(agones.seen).containsExactly("500 Ready", "1000 Ready");
        assertThat(agones.stored("d1").counters()).containsEntry("matches", new Counter(6, 6));
    }

    @Test
    void writesNothingIfTheValueIsTheSame() {
        sidecar.updateCounter("matches", 0L, null, 0);
        agones.advanceMs(1_000);

        assertThat(agones.seen).isEmpty();
    }

    @Test
    void overwritesWithASetCountWhatCameInBetweenAndAddsADifferenceToIt() {
        sidecar.updateCounter("matches", 3L, null, 0);
        agones.cluster.update(
                "d1", stored -> stored.withCounters(Map.of("matches", new Counter(1, 6))));
        agones.advanceMs(500);
        assertThat(agones.stored("d1").counters()).containsEntry("matches", new Counter(3, 6));

        sidecar.updateCounter("matches", null, null, 2);
        agones.cluster.update(
                "d1", stored -> stored.withCounters(Map.of("matches", new Counter(4, 6))));
        agones.advanceMs(500);
        assertThat(agones.stored("d1").counters()).containsEntry("matches", new Counter(6, 6));
    }

    @Test
    void refusesWithUnknownAndTheWordsOfTheRealOne() {
        assertThat(sidecar.updateCounter("matches", 7L, null, 0))
                .isEqualTo(
                        unknown(
                                "out of range. Count must be within range [0,Capacity]. Found"
                                        + " Count: 7, Capacity: 6"));
        assertThat(sidecar.updateCounter("matches", null, null, -1))
                .isInstanceOf(Answer.Refused.class);
        assertThat(sidecar.updateCounter("matches", null, -1L, 0))
                .isEqualTo(
                        unknown(
                                "out of range. Capacity must be greater than or equal to 0. Found"
                                        + " Capacity: -1"));
        assertThat(sidecar.updateCounter("nope", 1L, null, 0))
                .isEqualTo(unknown("counter not found: nope"));
        assertThat(sidecar.counter("nope")).isEqualTo(unknown("counter not found: nope"));
        assertThat(sidecar.updateCounter("matches", null, null, 0))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.text()).startsWith("invalid argument"));
    }

    @Test
    void letsCountAndCapacityRiseInOneCallAndCutsTheCountToALowerCapacity() {
        assertThat(sidecar.updateCounter("matches", 9L, 10L, 0)).isEqualTo(ok(9, 10));
        assertThat(sidecar.updateCounter("matches", null, 4L, 0)).isEqualTo(ok(4, 4));
        agones.advanceMs(500);

        assertThat(agones.stored("d1").counters()).containsEntry("matches", new Counter(4, 4));
    }

    private static Answer<Counter> ok(long count, long capacity) {
        return new Answer.Ok<>(new Counter(count, capacity));
    }

    private static Answer<Counter> unknown(String text) {
        return Answer.unknown(text);
    }
}
