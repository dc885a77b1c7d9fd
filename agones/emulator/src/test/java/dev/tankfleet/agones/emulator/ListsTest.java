package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.sidecar.Answer;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.ValueList;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class ListsTest {
    private static final ServerTemplate WITH_IDS =
            ServerTemplate.withLabels(Map.of()).withList("ids", 3, List.of("x1", "x2"));

    private final VirtualCluster agones = new VirtualCluster();
    private final Sidecar sidecar = agones.server("d1", GameServer.State.READY, WITH_IDS);

    @Test
    void answersWithTheNewValuesAtOnceAndWritesThemLate() {
        assertThat(sidecar.addToList("ids", "x3")).isEqualTo(ok("x1", "x2", "x3"));
        assertThat(sidecar.list("ids")).isEqualTo(ok("x1", "x2", "x3"));
        assertThat(stored()).containsExactly("x1", "x2");

        agones.advanceMs(500);

        assertThat(stored()).containsExactly("x1", "x2", "x3");
    }

    @Test
    void writesNothingForWhatIsAddedAndRemovedWithinOneFlush() {
        sidecar.addToList("ids", "x3");
        sidecar.removeFromList("ids", "x3");
        agones.advanceMs(1_000);

        assertThat(agones.seen).isEmpty();
        assertThat(stored()).containsExactly("x1", "x2");
    }

    @Test
    void movesToTheEndWhatIsRemovedAndAddedAgain() {
        sidecar.removeFromList("ids", "x1");
        sidecar.addToList("ids", "x1");
        agones.advanceMs(500);

        assertThat(stored()).containsExactly("x2", "x1");
    }

    @Test
    void takesAnEmptyTextAndSeveralChangesInOneWrite() {
        sidecar.removeFromList("ids", "x2");
        sidecar.addToList("ids", "");
        agones.advanceMs(1_000);

        assertThat(stored()).containsExactly("x1", "");
        assertThat(agones.seen).hasSize(1);
    }

    @Test
    void refusesWithUnknownAndTheWordsOfTheRealOne() {
        assertThat(sidecar.addToList("ids", "x1"))
                .isEqualTo(unknown("already exists. Value: x1 already in List: ids"));
        assertThat(sidecar.removeFromList("ids", "zz"))
                .isEqualTo(unknown("not found: value zz not in list ids"));
        assertThat(sidecar.list("nope")).isEqualTo(unknown("list not found: nope"));
        sidecar.addToList("ids", "x3");
        assertThat(sidecar.addToList("ids", "x4"))
                .isEqualTo(
                        unknown(
                                "out of range. No available capacity. Current Capacity: 3, List"
                                        + " Size: 3"));
    }

    @Test
    void failsEveryUpdateAsTheRealOneDoes() {
        assertThat(sidecar.updateList(List.of("capacity")))
                .isEqualTo(unknown("no gameservers for fleet"));
        assertThat(sidecar.updateList(List.of("foo")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.text())
                                        .startsWith(
                                                "invalid argument. Field Mask Path(s): [foo] are"
                                                        + " invalid for List."));
    }

    @Test
    void losesWhatIsQueuedWhenItsProcessDies() {
        sidecar.addToList("ids", "x3");
        agones.sidecars.kill("d1");
        agones.advanceMs(1_000);

        assertThat(stored()).containsExactly("x1", "x2");
    }

    private List<String> stored() {
        return agones.stored("d1").lists().get("ids").values();
    }

    private static Answer<ValueList> ok(String... values) {
        return new Answer.Ok<>(new ValueList(3, List.of(values)));
    }

    private static Answer<ValueList> unknown(String text) {
        return Answer.unknown(text);
    }
}
