package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.sidecar.Answer;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

final class SidecarTest {
    private final VirtualCluster agones = new VirtualCluster();

    @Test
    void leavesANewServerOfTheSameNameAlone() {
        var watched = new GameServer.Health(false, Duration.ofSeconds(5), 1, Duration.ZERO);
        var template = ServerTemplate.withLabels(Map.of());
        agones.server("d1", GameServer.State.READY, template.withHealth(watched));
        agones.sidecars.start("d1");
        agones.cluster.remove("d1");
        var unwatched = new GameServer.Health(true, Duration.ofSeconds(5), 1, Duration.ZERO);
        agones.server("d1", GameServer.State.READY, template.withHealth(unwatched));

        agones.advanceMs(20_000);

        assertThat(agones.stored("d1").state()).isEqualTo(GameServer.State.READY);
    }

    @Test
    void writesReadyOneFlushAfterTheCallAndTheControllerConfirms() {
        Sidecar sidecar = agones.server("d1", GameServer.State.SCHEDULED);

        sidecar.ready();
        agones.advanceMs(1_000);

        assertThat(agones.seen).containsExactly("500 RequestReady", "525 Ready");
    }

    @Test
    void queuedReadyUndoesAnAllocation() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);
        var replies = agones.allocate("intent-1");
        agones.advanceMs(400);

        sidecar.ready();
        agones.advanceMs(1_000);

        assertThat(replies).hasSize(1).first().isInstanceOf(Reply.Granted.class);
        assertThat(agones.seen).containsExactly("500 Allocated", "900 RequestReady", "925 Ready");
    }

    @Test
    void takesAReadyServerOutOfAllocationForAMomentIfItSaysReadyAgain() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);

        sidecar.ready();
        agones.advanceMs(1_000);

        assertThat(agones.seen).containsExactly("500 RequestReady", "525 Ready");
    }

    @Test
    void writesOnlyTheLastOfSeveralStates() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);

        sidecar.ready();
        agones.advanceMs(50);
        sidecar.allocate();
        agones.advanceMs(1_000);

        assertThat(agones.seen).containsExactly("500 Allocated");
    }

    @Test
    void keepsMetadataOfTheLastAllocationThroughReady() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);
        agones.allocate("intent-1");
        agones.advanceMs(500);
        String lastAllocated = agones.stored("d1").annotations().get(GameServer.LAST_ALLOCATED);

        sidecar.ready();
        agones.advanceMs(1_000);

        assertThat(agones.stored("d1").state()).isEqualTo(GameServer.State.READY);
        assertThat(agones.stored("d1").annotations())
                .containsEntry("intent", "intent-1")
                .containsEntry(GameServer.LAST_ALLOCATED, lastAllocated);
    }

    @Test
    void renewsLastAllocatedAndLeavesTheIntentWhenTheServerAllocatesItself() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);
        agones.allocate("intent-1");
        agones.advanceMs(500);
        String first = agones.stored("d1").annotations().get(GameServer.LAST_ALLOCATED);

        sidecar.allocate();
        agones.advanceMs(500);

        assertThat(agones.stored("d1").annotations()).containsEntry("intent", "intent-1");
        assertThat(agones.stored("d1").annotations().get(GameServer.LAST_ALLOCATED))
                .isGreaterThan(first);
    }

    @Test
    void returnsAReservedServerAfterItsTimeAndTwoFlushes() {
        Sidecar sidecar = agones.server("d1", GameServer.State.ALLOCATED);

        sidecar.reserve(Duration.ofSeconds(3));
        agones.advanceMs(5_000);

        assertThat(agones.seen).containsExactly("500 Reserved", "4000 RequestReady", "4025 Ready");
    }

    @Test
    void stopsTheReservationWhenTheServerAllocatesItself() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);
        sidecar.reserve(Duration.ofSeconds(3));
        agones.advanceMs(1_000);

        sidecar.allocate();
        agones.advanceMs(11_000);

        assertThat(agones.seen).containsExactly("500 Reserved", "1500 Allocated");
    }

    @Test
    void losesWhatIsQueuedWhenItDies() {
        Sidecar sidecar = agones.server("d1", GameServer.State.ALLOCATED);
        sidecar.ready();
        sidecar.setLabel("a", "b");

        agones.sidecars.kill("d1");
        agones.advanceMs(3_000);

        assertThat(agones.seen).isEmpty();
    }

    @Test
    void endsAServerThatGivesNoSignOfLifeForThreePeriods() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);
        agones.sidecars.start("d1");
        for (int second = 0; second < 20; second += 2) {
            sidecar.onSignOfLife();
            agones.advanceMs(2_000);
        }
        assertThat(agones.seen).isEmpty();

        agones.advanceMs(20_000);

        assertThat(agones.seen).containsExactly("35500 Unhealthy");
        sidecar.ready();
        agones.advanceMs(1_000);
        assertThat(agones.stored("d1").state()).isEqualTo(GameServer.State.UNHEALTHY);
    }

    @Test
    void deletesAServerThatSaysShutdown() {
        Sidecar sidecar = agones.server("d1", GameServer.State.ALLOCATED);

        sidecar.shutdown();
        agones.advanceMs(1_000);

        assertThat(agones.seen).containsExactly("500 Shutdown", "525 Shutdown deleted");
    }

    @Test
    void putsItsPrefixBeforeLabelsAndAnnotations() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);

        sidecar.setLabel("map", "dunes");
        sidecar.setAnnotation("note", "any text at all");
        agones.advanceMs(500);

        assertThat(agones.stored("d1").labels()).containsEntry("agones.dev/sdk-map", "dunes");
        assertThat(agones.stored("d1").annotations())
                .containsEntry("agones.dev/sdk-note", "any text at all");
    }

    @Test
    void refusesBadLabelsWithACodeAndLosesASlashWithoutAWord() {
        Sidecar sidecar = agones.server("d1", GameServer.State.READY);

        assertThat(sidecar.setLabel("no spaces", "x")).isInstanceOf(Answer.Refused.class);
        assertThat(sidecar.setLabel("key", "no spaces")).isInstanceOf(Answer.Refused.class);
        assertThat(sidecar.setLabel("example.org/key", "x")).isEqualTo(Answer.done());
        agones.advanceMs(1_000);

        assertThat(agones.stored("d1").labels()).containsOnlyKeys("mode");
    }

    @Test
    void tellsThatADeletedServerIsNotFoundAndStillTakesStates() {
        Sidecar sidecar = agones.server("d1", GameServer.State.ALLOCATED);
        agones.cluster.remove("d1");

        assertThat(sidecar.gameServer())
                .isEqualTo(
                        new Answer.Refused<StoredServer>(
                                Answer.Code.UNKNOWN,
                                "could not retrieve GameServer default/d1: gameserver.agones.dev"
                                        + " \"d1\" not found"));
        assertThat(sidecar.ready()).isEqualTo(Answer.done());
        agones.advanceMs(1_000);
    }

    @Test
    void showsAServerWithItsDeletionWhenSomebodyDeletesIt() {
        agones.server("d1", GameServer.State.ALLOCATED);

        agones.cluster.delete("d1");

        assertThat(agones.seen).containsExactly("0 Allocated deleted");
    }

    @Test
    void givesUnprefixedLabelsOfTheTemplate() {
        agones.server(
                "d1",
                GameServer.State.READY,
                ServerTemplate.withLabels(Map.of("example.org/build", "7")));

        assertThat(agones.stored("d1").labels())
                .containsExactly(Map.entry("example.org/build", "7"));
    }
}
