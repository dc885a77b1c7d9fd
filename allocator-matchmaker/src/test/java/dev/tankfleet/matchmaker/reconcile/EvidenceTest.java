package dev.tankfleet.matchmaker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.server.SeenServer;
import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

final class EvidenceTest {
    @Test
    void takesSilenceForAProofOnlyAfterItHasListenedForLong() {
        var heard = List.of(server("eu-a", ServerState.READY, null));

        assertThat(Evidence.of(heard, false).isGone("eu", "eu-b")).isFalse();
        assertThat(Evidence.of(heard, true).isGone("eu", "eu-b")).isTrue();
        assertThat(Evidence.of(heard, true).isGone("eu", "eu-a")).isFalse();
    }

    @Test
    void believesInServersOfARegionThatIsSilentAltogether() {
        var heard = List.of(server("eu-a", ServerState.READY, null));
        var evidence = Evidence.of(heard, true);

        assertThat(evidence.isGone("us", "us-a")).isFalse();
        assertThat(evidence.isOver("us", "us-a", "i1")).isFalse();
    }

    @Test
    void tellsAnAllocationThatIsOverFromOneThatHolds() {
        assertThat(isOver(ServerState.ALLOCATED, "i1")).isFalse();
        assertThat(isOver(ServerState.ALLOCATED, null)).isFalse();
        assertThat(isOver(ServerState.DRAINING, "i1")).isFalse();
        assertThat(isOver(ServerState.ALLOCATED, "i2")).isTrue();
        assertThat(isOver(ServerState.READY, "i1")).isTrue();
        assertThat(isOver(ServerState.RETURNING, "i1")).isTrue();
    }

    @Test
    void namesTheIntentsOfAllocatedServersOnly() {
        var evidence =
                Evidence.of(
                        List.of(
                                server("eu-a", ServerState.ALLOCATED, "i1"),
                                server("eu-b", ServerState.READY, "i2"),
                                server("eu-c", ServerState.ALLOCATED, null)),
                        true);

        assertThat(evidence.shownIntents()).containsExactly("i1");
        assertThat(evidence.allocated()).extracting(SeenServer::serverId).containsExactly("eu-a");
    }

    @Test
    void takesAMatchForUnplayedOnlyIfItsServerNamesAllOthers() {
        var all = new SeenServer("eu-a", "eu", ServerState.ALLOCATED, "i1", false, Set.of("m1"));
        var some = new SeenServer("eu-b", "eu", ServerState.ALLOCATED, "i2", false, null);
        var evidence = Evidence.of(List.of(all, some), true);

        assertThat(evidence.isUnplayed("eu-a", "m2")).isTrue();
        assertThat(evidence.isUnplayed("eu-a", "m1")).isFalse();
        assertThat(evidence.isUnplayed("eu-b", "m2")).isFalse();
        assertThat(evidence.isUnplayed("eu-silent", "m2")).isFalse();
    }

    private static boolean isOver(ServerState state, @Nullable String shown) {
        return Evidence.of(List.of(server("eu-a", state, shown)), true).isOver("eu", "eu-a", "i1");
    }

    private static SeenServer server(String id, ServerState state, @Nullable String intent) {
        return new SeenServer(id, id.substring(0, 2), state, intent, true, null);
    }
}
