package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.cluster.ByRoom;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.emulator.fleet.Fleet;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.Overflow;
import dev.tankfleet.agones.emulator.fleet.ScaleDown;
import dev.tankfleet.agones.emulator.fleet.Strategy;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What a Fleet does to its servers when it changes. */
final class RollOutTest {
    private static final ServerTemplate OLD = VirtualFleets.QUIET;
    private static final ServerTemplate NEW =
            ServerTemplate.withLabels(Map.of("build", "8")).withHealth(OLD.health());
    private static final Overflow SIGN = new Overflow(Map.of("drain", "true"), Map.of("why", "8"));

    private final VirtualFleets fleets = new VirtualFleets();
    private final VirtualCluster agones = fleets.agones;

    @Test
    void replacesReadyServersStepByStep() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 4, OLD));

        fleet.change(fleet.spec().withTemplate(NEW));
        agones.advanceMs(1_000);

        assertThat(readyOf("7")).isEqualTo(3);
        assertThat(countOf("8")).isEqualTo(2);
        for (int step = 0; step < 8; step++) {
            fleets.allReady();
            assertThat(readyOf("7") + readyOf("8")).isGreaterThanOrEqualTo(2);
            assertThat(agones.cluster.all()).hasSizeLessThanOrEqualTo(5);
        }
        assertThat(readyOf("7")).isZero();
        assertThat(readyOf("8")).isEqualTo(4);
        assertThat(fleet.sets()).hasSize(1);
    }

    @Test
    void goesNoFurtherWhileNewServersAreNotReady() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 8, OLD));

        fleet.change(fleet.spec().withTemplate(NEW));
        agones.advanceMs(60_000);

        assertThat(readyOf("7")).isEqualTo(6);
        assertThat(countOf("8")).isEqualTo(4);
    }

    @Test
    void shutsAllThatMayGoDownAtOnceWhenItRecreates() {
        var fleet =
                fleets.startReady(
                        FleetSpec.of("tanks", 4, OLD).withStrategy(new Strategy.Recreate()));
        fleets.allocate(1);

        fleet.change(fleet.spec().withTemplate(NEW));
        agones.advanceMs(1_000);

        assertThat(fleets.in(GameServer.State.ALLOCATED)).hasSize(1);
        assertThat(countOf("7")).isEqualTo(1);
        assertThat(countOf("8")).isEqualTo(3);
    }

    @Test
    void takesAsManyMoreAndFewerServersAsTheStrategyAllows() {
        var fleet =
                fleets.startReady(
                        FleetSpec.of("tanks", 4, OLD)
                                .withStrategy(
                                        new Strategy.RollingUpdate(Amount.of(4), Amount.of(1))));

        fleet.change(fleet.spec().withTemplate(NEW));
        agones.advanceMs(1_000);

        assertThat(countOf("8")).isEqualTo(4);
        assertThat(readyOf("7")).isEqualTo(3);
    }

    @Test
    void leavesAllocatedServersOfTheOldTemplateAloneUntilTheyReturn() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 2, OLD).withOverflow(SIGN));
        fleets.allocate(1);
        StoredServer allocated = fleets.in(GameServer.State.ALLOCATED).getFirst();

        fleet.change(fleet.spec().withTemplate(NEW));
        agones.advanceMs(1_000);
        fleets.allReady();

        StoredServer signed = agones.stored(allocated.name());
        assertThat(signed.state()).isEqualTo(GameServer.State.ALLOCATED);
        assertThat(signed.labels()).containsEntry("drain", "true");
        assertThat(signed.annotations()).containsEntry("why", "8");
        assertThat(countOf("8")).isEqualTo(1);
        assertThat(fleet.sets().values()).containsExactlyInAnyOrder(0, 1);
        agones.seen.clear();
        agones.sidecars.find(allocated.name()).orElseThrow().ready();
        agones.advanceMs(1_000);

        assertThat(agones.seen.toString())
                .contains("RequestReady", "Shutdown")
                .doesNotContain(" Ready");
        assertThat(agones.cluster.find(allocated.name())).isEmpty();
        assertThat(countOf("8")).isEqualTo(2);
    }

    @Test
    void goesBackToTheOldSetWhenTheTemplateDoes() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 4, OLD));
        fleet.change(fleet.spec().withTemplate(NEW));
        agones.advanceMs(200);

        fleet.change(fleet.spec().withTemplate(OLD));
        for (int step = 0; step < 4; step++) {
            fleets.allReady();
        }

        assertThat(readyOf("7")).isEqualTo(4);
        assertThat(countOf("8")).isZero();
        assertThat(fleet.sets()).hasSize(1);
    }

    @Test
    void givesTheSignToSurplusAllocatedServersAndNeverTakesItAway() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 2, OLD).withOverflow(SIGN));
        fleets.allocate(2);

        fleet.change(fleet.spec().withReplicas(1));
        agones.advanceMs(1_000);
        assertThat(signed()).hasSize(1);
        fleet.change(fleet.spec().withReplicas(2));
        agones.advanceMs(1_000);
        assertThat(signed()).hasSize(1);
        fleet.change(fleet.spec().withReplicas(0));
        agones.advanceMs(1_000);

        assertThat(signed()).hasSize(2);
        assertThat(fleets.in(GameServer.State.ALLOCATED)).hasSize(2);
    }

    @Test
    void removesServersThatAreNotReadyBeforeThoseThatAre() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 2, OLD));
        List<String> ready = names();
        fleet.change(fleet.spec().withReplicas(3));
        agones.advanceMs(100);

        fleet.change(fleet.spec().withReplicas(2));
        agones.advanceMs(1_000);

        assertThat(names()).isEqualTo(ready);
    }

    @Test
    void removesServersByTheirRoomWhenThatIsThePriority() {
        ServerTemplate rooms = OLD.withCounter("matches", 0, 4);
        var byRoom = new ScaleDown(true, List.of(new ByRoom(false, "matches", true)));
        var fleet = fleets.startReady(FleetSpec.of("tanks", 3, rooms).withScaleDown(byRoom));
        List<String> names = names();
        setMatches(names.get(0), 1);
        setMatches(names.get(2), 2);

        fleet.change(fleet.spec().withReplicas(1));
        agones.advanceMs(1_000);

        assertThat(names()).containsExactly(names.get(2));
    }

    @Test
    void removesTheOldestFirstWhenServersAreDistributed() {
        var fleet =
                fleets.startReady(
                        FleetSpec.of("tanks", 1, OLD).withScaleDown(ScaleDown.DISTRIBUTED));
        String oldest = names().getFirst();
        fleet.change(fleet.spec().withReplicas(2));
        agones.advanceMs(100);
        fleets.allReady();

        fleet.change(fleet.spec().withReplicas(1));
        agones.advanceMs(1_000);

        assertThat(names()).hasSize(1).doesNotContain(oldest);
    }

    @Test
    void addsUpWhatItsServersHave() {
        var fleet = fleets.startReady(FleetSpec.of("tanks", 3, OLD.withCounter("matches", 0, 4)));
        fleets.allocate(1);
        setMatches(fleets.in(GameServer.State.ALLOCATED).getFirst().name(), 3);
        fleets.set(fleets.in(GameServer.State.READY).getFirst(), GameServer.State.RESERVED);

        var status = fleet.status();

        assertThat(status.replicas()).isEqualTo(3);
        assertThat(status.ready()).isEqualTo(1);
        assertThat(status.reserved()).isEqualTo(1);
        assertThat(status.allocated()).isEqualTo(1);
        var matches = status.counters().get("matches");
        assertThat(matches).extracting("count", "capacity").containsExactly(3L, 12L);
        assertThat(matches)
                .extracting("allocatedCount", "allocatedCapacity")
                .containsExactly(3L, 4L);
        assertThat(fleet.allocations()).isEqualTo(1);
    }

    @Test
    void keepsTheCounterOfItsTemplateWithoutAnyServer() {
        Fleet fleet = fleets.start(FleetSpec.of("tanks", 0, OLD.withCounter("matches", 0, 4)));

        assertThat(fleet.status().counters().get("matches").capacity()).isZero();
    }

    private void setMatches(String name, long count) {
        agones.cluster.update(
                name,
                stored -> stored.withCounters(Map.of("matches", new GameServer.Counter(count, 4))));
    }

    private List<StoredServer> signed() {
        return agones.cluster.all().stream()
                .filter(server -> "true".equals(server.labels().get("drain")))
                .toList();
    }

    private List<String> names() {
        return agones.cluster.all().stream().map(StoredServer::name).toList();
    }

    private long countOf(String build) {
        return agones.cluster.all().stream().filter(server -> isOf(server, build)).count();
    }

    private long readyOf(String build) {
        return fleets.in(GameServer.State.READY).stream()
                .filter(server -> isOf(server, build))
                .count();
    }

    private static boolean isOf(StoredServer server, String build) {
        return build.equals(server.labels().get("build"));
    }
}
