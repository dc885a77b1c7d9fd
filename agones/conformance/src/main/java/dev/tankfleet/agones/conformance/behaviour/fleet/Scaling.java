package dev.tankfleet.agones.conformance.behaviour.fleet;

import com.google.protobuf.Int64Value;

import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.conformance.subject.Agones.Refused;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.proto.beta.CounterUpdateRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What behaviours of autoscalers have in common. */
final class Scaling {
    private Scaling() {}

    /** An autoscaler with the Fleet's name that looks as often as it can. */
    static void of(Scene scene, FleetPlan fleet, Policy policy) throws Refused {
        scene.agones()
                .createAutoscaler(
                        fleet.name(), fleet.name(), policy, scene.agones().rhythm().sync());
    }

    /** Waits until the Fleet should have so many servers, for good. */
    static void awaitWanted(Scene scene, FleetPlan fleet, int replicas) {
        scene.eventually(
                "the Fleet should have "
                        + replicas
                        + ", but should have "
                        + scene.agones().fleet(fleet.name()).wanted(),
                () -> scene.agones().fleet(fleet.name()).wanted() == replicas);
        staysAt(scene, fleet, replicas);
    }

    /** Three looks go by, and the Fleet should have so many servers all the time. */
    static void staysAt(Scene scene, FleetPlan fleet, int replicas) {
        Duration threeLooks = scene.agones().rhythm().sync().multipliedBy(3);
        scene.staysSo(
                "the Fleet should have " + replicas,
                threeLooks,
                () -> scene.agones().fleet(fleet.name()).wanted() == replicas);
    }

    /** Sets a counter of a server and waits until it is written. */
    static void setCounter(Scene scene, GameServer server, String key, long count) {
        Server named = scene.named(server.name());
        named.sidecar()
                .updateCounter(
                        CounterUpdateRequest.newBuilder()
                                .setName(key)
                                .setCount(Int64Value.of(count)))
                .orFail();
        scene.eventually("written", () -> named.counter(key).count() == count);
    }

    /** A schedule between so many days from now. */
    static Policy during(int fromDays, int toDays, Policy policy) {
        return Policy.of(
                new Policy.Schedule(
                        new Policy.Between(inDays(fromDays), inDays(toDays)),
                        new Policy.ActivePeriod(null, null, null),
                        policy));
    }

    /** A time so many days from now. */
    static String inDays(int days) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days)).toString();
    }
}
