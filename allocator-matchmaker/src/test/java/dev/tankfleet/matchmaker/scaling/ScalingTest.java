package dev.tankfleet.matchmaker.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.proto.status.ServerState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** How many servers a Fleet should have, on a clock that the test moves. */
final class ScalingTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int READY_MIN = 2;
    private static final int SERVERS_MAX = 20;

    private final Tables servers = new Tables();
    private long nowNs = MINUTE;

    private final Scaling scaling = scalingWanting(8);

    @Test
    void wantsServersForTheMissingSlotsBeyondTheAllocatedOnes() {
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 3, nowNs);
        servers.says("eu", "b", "7", ServerState.READY, 0, nowNs);

        // One slot of eight is free; two servers of four slots bring the seven.
        assertThat(decide(1, 1, null)).isEqualTo(replicas(1 + 2 + READY_MIN));
    }

    @Test
    void wantsNoMoreThanTheFloorWhereRoomIsFree() {
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 0, nowNs);
        servers.says("eu", "b", "7", ServerState.ALLOCATED, 0, nowNs);

        assertThat(decide(2, 0, null)).isEqualTo(replicas(2 + READY_MIN));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "5, 9", "18, 20", "19, 21", "400, 402"})
    void neverWantsFewerThanAreAllocatedAndTheFloor(int allocated, int expected) {
        var wanting = scalingWanting(8);
        servers.says("eu", "a", "7", ServerState.READY, 0, nowNs);

        var answer = wanting.decide(new FleetState("eu", null, 1, 0, allocated));

        assertThat(answer).isEqualTo(replicas(expected));
    }

    @Test
    void keepsReservedServersToo() {
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 0, nowNs);
        servers.says("eu", "b", "7", ServerState.ALLOCATED, 0, nowNs);

        assertThat(scaling.decide(new FleetState("eu", null, 0, 3, 2)))
                .isEqualTo(replicas(5 + READY_MIN));
    }

    @Test
    void countsTheServersOfTheNamedBuildAlone() {
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 0, nowNs);
        servers.says("eu", "b", "7", ServerState.ALLOCATED, 0, nowNs);
        servers.says("eu", "c", "8", ServerState.ALLOCATED, 4, nowNs);

        assertThat(decide(2, 0, "7")).isEqualTo(replicas(2 + READY_MIN));
        assertThat(decide(1, 0, "8")).isEqualTo(replicas(1 + 2 + READY_MIN));
    }

    @Test
    void looksAheadAsFarAsANewServerTakes() {
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 0, nowNs);
        servers.says("eu", "b", "7", ServerState.ALLOCATED, 0, nowNs);
        assertThat(decide(2, 0, null)).isEqualTo(replicas(2 + READY_MIN));
        nowNs += MINUTE;
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 4, nowNs);
        servers.says("eu", "b", "7", ServerState.ALLOCATED, 0, nowNs);

        // Four matches a minute, and a server takes a minute: four slots more than the four
        // missing.
        assertThat(decide(2, 0, null)).isEqualTo(replicas(2 + 2 + READY_MIN));
    }

    @Test
    void leavesItToOthersWhereItHearsNoServer() {
        assertThat(decide(1, 0, null)).isEqualTo(new ScalingAnswer.RegionSilent());
        assertThat(decide(0, 1, null)).isEqualTo(new ScalingAnswer.RegionSilent());
    }

    @Test
    void wantsServersForAFleetThatHasNone() {
        assertThat(decide(0, 0, null)).isEqualTo(replicas(8 + READY_MIN));
    }

    @Test
    void knowsNoOtherRegions() {
        assertThat(scaling.decide(new FleetState("mars", null, 0, 0, 0)))
                .isEqualTo(new ScalingAnswer.UnknownRegion());
    }

    private ScalingAnswer decide(int allocated, int ready, String build) {
        return scaling.decide(new FleetState("eu", build, ready, 0, allocated));
    }

    private Scaling scalingWanting(int slots) {
        var config =
                new ScalingConfig(
                        true, "127.0.0.1", 0, READY_MIN, SERVERS_MAX, Duration.ofMinutes(1));
        return Scaling.create(config, slots, Tables.REGIONS, servers.table, () -> nowNs);
    }

    private static ScalingAnswer replicas(int count) {
        return new ScalingAnswer.Replicas(count);
    }
}
