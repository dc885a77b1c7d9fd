package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a test can order to go wrong, on a time of its own. */
final class FaultsTest {
    private static final int BATCH_MS = 500;

    private final VirtualCluster agones = new VirtualCluster();

    static List<AllocationFault> refusals() {
        return List.of(
                new AllocationFault.Down(2),
                new AllocationFault.NoneLeft(2),
                new AllocationFault.Contended(2),
                new AllocationFault.Conflicted(2));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAsOftenAsOrderedAndTakesNothing(AllocationFault fault) {
        agones.server("d0", GameServer.State.READY);
        agones.faults.order(fault);

        var refused = new ArrayList<Reply>();
        refused.addAll(allocate("1"));
        refused.addAll(allocate("2"));
        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.READY);
        var granted = allocate("3");

        assertThat(refused).hasSize(2).noneMatch(Reply.Granted.class::isInstance);
        assertThat(granted).singleElement().isInstanceOf(Reply.Granted.class);
    }

    @Test
    void offersAServerAgainThatIsTaken() {
        agones.server("d0", GameServer.State.READY);
        agones.server("d1", GameServer.State.READY);
        var first = granted(allocate("1"));
        agones.faults.order(new AllocationFault.OfferedAgain(1));

        var second = granted(allocate("2"));

        assertThat(second.name()).isEqualTo(first.name());
        assertThat(second.annotations()).containsEntry("intent", "2");
    }

    @Test
    void offersAServerThatIsBeingDeleted() {
        agones.server("d0", GameServer.State.READY);
        agones.faults.order(new AllocationFault.OfferedDeleted(1));

        assertThat(granted(allocate("1")).isBeingDeleted()).isFalse();

        assertThat(agones.stored("d0").isBeingDeleted()).isTrue();
    }

    @Test
    void offersAServerThatTurnsUnhealthy() {
        agones.server("d0", GameServer.State.READY);
        agones.faults.order(new AllocationFault.OfferedUnhealthy(1));

        assertThat(granted(allocate("1")).state()).isEqualTo(GameServer.State.ALLOCATED);

        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.UNHEALTHY);
    }

    @Test
    void allocatesAndWritesNothingOfWhatWasAsked() {
        agones.server("d0", GameServer.State.READY);
        agones.faults.order(new AllocationFault.MetadataDropped(1));

        var server = granted(allocate("1"));

        assertThat(server.state()).isEqualTo(GameServer.State.ALLOCATED);
        assertThat(server.annotations())
                .doesNotContainKey("intent")
                .containsKey(GameServer.LAST_ALLOCATED);
    }

    @Test
    void makesNoServerReadyWhileNoControllerLeads() {
        var sidecar = agones.server("d0", GameServer.State.SCHEDULED);
        agones.cluster.leadership().change(Duration.ofSeconds(15));
        sidecar.ready();

        agones.advanceMs(14_999);
        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.REQUEST_READY);
        agones.advanceMs(1);

        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.READY);
    }

    @Test
    void writesALateSidecarsStateLate() {
        var sidecar = agones.server("d0", GameServer.State.SCHEDULED);
        agones.sidecars.slow("d0", Duration.ofSeconds(2));
        sidecar.ready();

        agones.advanceMs(2_499);
        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.SCHEDULED);
        agones.advanceMs(1);

        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.REQUEST_READY);
    }

    private List<Reply> allocate(String intent) {
        var replies = agones.allocate(intent);
        agones.advanceMs(BATCH_MS);
        return replies;
    }

    private static StoredServer granted(List<Reply> replies) {
        assertThat(replies).singleElement().isInstanceOf(Reply.Granted.class);
        return ((Reply.Granted) replies.getFirst()).server();
    }
}
