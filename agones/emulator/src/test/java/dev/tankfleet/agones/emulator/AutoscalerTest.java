package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.autoscaler.ActivePeriod;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.autoscaler.WebhookCaller;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.emulator.fleet.Fleet;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What each policy makes of a Fleet. */
final class AutoscalerTest {
    private static final ServerTemplate ROOMS = VirtualFleets.QUIET.withCounter("matches", 0, 4);
    private static final Duration SYNC = Duration.ofSeconds(2);
    private static final Policy.Webhook HOOK = Policy.Webhook.at("http://127.0.0.1:1/scale");
    private static final Policy COUNTER = Policy.Room.inCounter("matches", Amount.of(4), 4, 100);

    private final VirtualFleets fleets = new VirtualFleets();
    private final VirtualCluster agones = fleets.agones;
    private final List<WebhookCaller.Review> reviews = new ArrayList<>();
    private Optional<WebhookCaller.Answer> answer = Optional.empty();

    @Test
    void keepsTheBufferFreeBeyondTheAllocated() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, ROOMS));
        fleets.allocate(1);
        scale(fleet, new Policy.Buffer(Amount.of(2), 2, 4));

        assertThat(fleet.spec().replicas()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            fleets.allReady();
            fleets.allocate(1);
            agones.advanceMs(3_000);
        }

        assertThat(fleet.spec().replicas()).isEqualTo(4);
    }

    @Test
    void takesAShareAsBufferOfAllServersThatThereWillBe() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 8, ROOMS));
        fleets.allocate(7);
        FleetAutoscaler autoscaler = scale(fleet, new Policy.Buffer(Amount.ofPercent(30), 1, 100));

        assertThat(fleet.spec().replicas()).isEqualTo(10);
        assertThat(autoscaler.status().isScalingLimited()).isFalse();
    }

    @Test
    void countsTheRoomOfReadyServers() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, ROOMS));
        scale(fleet, COUNTER);
        assertThat(fleet.spec().replicas()).isEqualTo(1);

        fleet.change(fleet.spec().withReplicas(2));
        agones.advanceMs(3_000);

        assertThat(fleet.spec().replicas()).isEqualTo(1);
    }

    @Test
    void addsServersForRoom() {
        assertThat(replicasFor(1, 0, 3)).isEqualTo(2);
    }

    @Test
    void addsOneServerForTwoFullOnes() {
        assertThat(replicasFor(2, 0, 4)).isEqualTo(3);
    }

    @Test
    void removesAReadyServerThoughItIsInUse() {
        assertThat(replicasFor(3, 0, 2)).isEqualTo(2);
    }

    @Test
    void keepsAllocatedServersHowMuchRoomThereIs() {
        assertThat(replicasFor(2, 2, 0)).isEqualTo(2);
    }

    @Test
    void keepsAllocatedServersBeyondTheMostCapacity() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 3, ROOMS));
        fleets.allocate(3);
        scale(fleet, Policy.Room.inCounter("matches", Amount.of(4), 4, 8));

        assertThat(fleet.spec().replicas()).isEqualTo(3);
    }

    @Test
    void comesBackFromZeroForTheLeastCapacity() {
        Fleet fleet = fleets.start(FleetSpec.of("tanks", 0, ROOMS));
        scale(fleet, COUNTER);

        assertThat(fleet.spec().replicas()).isEqualTo(1);
    }

    @Test
    void isLimitedByTheLeastCapacityWithAShareAndNothingInUse() {
        Fleet fleet = fleets.start(FleetSpec.of("tanks", 0, ROOMS));
        FleetAutoscaler autoscaler =
                scale(fleet, Policy.Room.inCounter("matches", Amount.ofPercent(50), 8, 100));

        assertThat(fleet.spec().replicas()).isEqualTo(2);
        assertThat(autoscaler.status().isScalingLimited()).isTrue();
    }

    @Test
    void keepsRoomInAListLikewise() {
        Fleet fleet =
                fleets.startReady(
                        FleetSpec.of(
                                "tanks",
                                1,
                                VirtualFleets.QUIET.withList("players", 2, List.of("a"))));
        scale(fleet, Policy.Room.inList("players", Amount.of(3), 4, 100));

        assertThat(fleet.spec().replicas()).isEqualTo(2);
    }

    @Test
    void failsWithoutTheCounterAndChangesNothing() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, VirtualFleets.QUIET));
        FleetAutoscaler autoscaler = scale(fleet, COUNTER);

        assertThat(fleet.spec().replicas()).isEqualTo(2);
        assertThat(autoscaler.status().isAbleToScale()).isFalse();
        assertThat(autoscaler.status().desiredReplicas()).isZero();
    }

    @Test
    void asksTheWebhookAtEachLookAndTellsWhatThereIs() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, ROOMS));
        fleets.allocate(1);
        answer = Optional.of(new WebhookCaller.Answer(true, 5));
        FleetAutoscaler autoscaler = scale(fleet, HOOK);
        agones.advanceMs(4_000);

        assertThat(reviews).hasSize(3);
        var first = reviews.getFirst();
        assertThat(first.fleet()).isEqualTo("tanks");
        assertThat(first.namespace()).isEqualTo("default");
        assertThat(first.status().allocated()).isEqualTo(1);
        assertThat(first.allocations()).isEqualTo(1);
        assertThat(fleet.spec().replicas()).isEqualTo(5);
        assertThat(autoscaler.status().lastAppliedPolicy()).isEqualTo("Webhook");
    }

    @Test
    void leavesTheFleetAsItIsWhenTheWebhookSaysSo() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, ROOMS));
        answer = Optional.of(new WebhookCaller.Answer(false, 9));
        FleetAutoscaler autoscaler = scale(fleet, chain());

        assertThat(fleet.spec().replicas()).isEqualTo(2);
        assertThat(autoscaler.status().lastAppliedPolicy()).isEqualTo("Chain:hook:Webhook");
    }

    @Test
    void goesToTheNextEntryWhenTheWebhookFails() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, ROOMS));
        FleetAutoscaler autoscaler = scale(fleet, chain());

        assertThat(fleet.spec().replicas()).isEqualTo(1);
        assertThat(autoscaler.status().lastAppliedPolicy()).isEqualTo("Chain:ctr:Counter");
    }

    @Test
    void refusesANumberThatNoFleetCanHave() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 2, ROOMS));
        answer = Optional.of(new WebhookCaller.Answer(true, -1));
        FleetAutoscaler autoscaler = scale(fleet, chain());

        assertThat(fleet.spec().replicas()).isEqualTo(2);
        assertThat(autoscaler.status().isAbleToScale()).isFalse();
    }

    @Test
    void appliesAScheduleWithinItsBoundsOnly() {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 1, ROOMS));
        var five = new Policy.Buffer(Amount.of(5), 5, 5);
        Instant start = VirtualCluster.START.plusSeconds(60);
        scale(
                fleet,
                new Policy.Chain(
                        List.of(
                                new Policy.Entry("night", during(start, ActivePeriod.ALWAYS, five)),
                                new Policy.Entry("ctr", COUNTER))));
        assertThat(fleet.spec().replicas()).isEqualTo(1);

        agones.advanceMs(62_000);
        assertThat(fleet.spec().replicas()).isEqualTo(5);
        agones.advanceMs(3_600_000);

        assertThat(fleet.spec().replicas()).isLessThan(5);
    }

    @Test
    void appliesAScheduleAtItsTimesOfDay() {
        // It is 10:00 in UTC and 11:00 in Berlin.
        var eleven =
                new ActivePeriod(ZoneId.of("Europe/Berlin"), "0 11 * * *", Duration.ofHours(1));
        var noon = new ActivePeriod(ZoneId.of("UTC"), "0 12 * * *", Duration.ofHours(1));
        var five = new Policy.Buffer(Amount.of(5), 5, 5);
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", 1, ROOMS));

        FleetAutoscaler idle = scale(fleet, during(VirtualCluster.START, noon, five));
        assertThat(idle.status().isAbleToScale()).isFalse();
        scale(fleet, during(VirtualCluster.START, eleven, five));

        assertThat(fleet.spec().replicas()).isEqualTo(5);
    }

    @Test
    void failsWhileThereIsNoFleet() {
        FleetAutoscaler autoscaler = scale(Optional.empty(), COUNTER);

        assertThat(autoscaler.status().isAbleToScale()).isFalse();
    }

    @Test
    void refusesWhatAgonesRefuses() {
        assertThatThrownBy(() -> Policy.Room.inCounter("matches", Amount.of(4), 2, 8))
                .hasMessage("minCapacity should be bigger than or equal to bufferSize");
        assertThatThrownBy(() -> new Policy.Buffer(Amount.ofPercent(20), 0, 8))
                .hasMessageContaining("minReplicas should be above 0");
        assertThatThrownBy(() -> new Policy.Buffer(Amount.of(2), 3, 2))
                .hasMessageContaining("maxReplicas");
        assertThatThrownBy(() -> new ActivePeriod(ZoneId.of("UTC"), "61 * * * *", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Policy.Entry("c", chain())).hasMessageContaining("Chain");
        assertThatThrownBy(() -> Policy.Webhook.at("ftp://x")).hasMessageContaining("http://");
        assertThatThrownBy(() -> Amount.parse("many")).hasMessageContaining("many");
    }

    private static Policy during(Instant start, ActivePeriod period, Policy policy) {
        return new Policy.Schedule(start, start.plusSeconds(1_800), period, policy);
    }

    private static Policy.Chain chain() {
        return new Policy.Chain(
                List.of(new Policy.Entry("hook", HOOK), new Policy.Entry("ctr", COUNTER)));
    }

    /** Replicas after one look, of so many servers with so many matches each. */
    private int replicasFor(int servers, int allocated, long matches) {
        Fleet fleet = fleets.startReady(FleetSpec.of("tanks", servers, ROOMS));
        fleets.allocate(allocated);
        agones.cluster
                .all()
                .forEach(
                        server ->
                                agones.cluster.update(
                                        server.name(),
                                        stored ->
                                                stored.withCounters(
                                                        Map.of(
                                                                "matches",
                                                                new GameServer.Counter(
                                                                        matches, 4)))));
        scale(fleet, COUNTER);
        return fleet.spec().replicas();
    }

    private FleetAutoscaler scale(Fleet fleet, Policy policy) {
        return scale(Optional.of(fleet), policy);
    }

    private FleetAutoscaler scale(Optional<Fleet> fleet, Policy policy) {
        var autoscaler =
                new FleetAutoscaler(
                        agones.loop,
                        agones.cluster,
                        () -> fleet,
                        AutoscalerSpec.of("tanks", policy).withSync(SYNC),
                        this::answer,
                        Runnable::run,
                        new Random(1));
        autoscaler.start(Duration.ZERO);
        agones.advanceMs(100);
        return autoscaler;
    }

    private WebhookCaller.Answer answer(Policy.Webhook webhook, WebhookCaller.Review review)
            throws IOException {
        reviews.add(review);
        return answer.orElseThrow(() -> new IOException("refused by " + webhook.url()));
    }
}
