package dev.tankfleet.agones.conformance.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.subject.Agones.Refused;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.sdk.GameServer.State;

import java.io.IOException;

/** How an autoscaler asks somebody, and what it does with the answer. */
public final class WebhookBehaviours {
    private static final String CODE = "pkg/fleetautoscalers/fleetautoscalers.go";
    private static final String SEEN = "seen";
    private static final Policy THREE = Policy.of(Policy.Buffer.of("3", 3, 9)).withId("spare");

    private WebhookBehaviours() {}

    @Says(value = "The Fleet gets as many servers as the webhook answers", source = CODE)
    static void itsWordCounts(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, scaleTo(4))) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, hook.policy());

            Scaling.awaitWanted(scene, fleet, 4);
            assertThat(scene.agones().autoscaler(fleet.name()).lastAppliedPolicy())
                    .isEqualTo("Webhook");
        }
    }

    @Says(value = "The request tells Fleet, namespace, status and counters", source = SEEN)
    static void isToldWhatThereIs(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, scaleTo(2))) {
            FleetPlan fleet =
                    scene.fleet(scene.fleetPlan(2, scene.plan().withCounter("rooms", 1, 4)));
            scene.allocated(scene.ask());
            scene.eventually(
                    "one is allocated", () -> scene.agones().fleet(fleet.name()).allocated() == 1);
            Scaling.of(scene, fleet, hook.policy());

            scene.eventually("it is asked", () -> !hook.asked().isEmpty());
            assertThat(hook.asked().getFirst())
                    .contains("\"name\":\"" + fleet.name() + "\"")
                    .contains("\"namespace\":\"" + scene.agones().namespace() + "\"")
                    .contains("\"replicas\":2", "\"allocatedReplicas\":1")
                    .contains("\"rooms\":{", "\"allocatedCapacity\":4")
                    .contains("\"response\":null");
        }
    }

    @Says(value = "The webhook is asked once at each look", source = SEEN)
    static void isAskedAtEachLook(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, scaleTo(1))) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, hook.policy());
            scene.eventually("it is asked", () -> !hook.asked().isEmpty());
            long startNs = System.nanoTime();
            int before = hook.asked().size();

            scene.eventually("it is asked again", () -> hook.asked().size() >= before + 3);

            assertThat(System.nanoTime() - startNs)
                    .isGreaterThan(scene.agones().rhythm().sync().multipliedBy(2).toNanos());
        }
    }

    @Says(
            value = "An answer other than 200 is none; the next entry of a chain decides",
            source = SEEN)
    static void errorGoesToTheNext(Scene scene) throws Refused, IOException {
        goesToTheNext(scene, 500, scaleTo(7));
    }

    @Says(value = "An answer that is no JSON is none", source = SEEN)
    static void noJsonGoesToTheNext(Scene scene) throws Refused, IOException {
        goesToTheNext(scene, 200, "no JSON");
    }

    @Says(value = "An answer without a response is none", source = SEEN)
    static void emptyAnswerGoesToTheNext(Scene scene) throws Refused, IOException {
        goesToTheNext(scene, 200, "{}");
    }

    @Says(value = "An answer whose response is null is none", source = "agones pull request 4596")
    static void nullResponseGoesToTheNext(Scene scene) throws Refused, IOException {
        goesToTheNext(scene, 200, "{\"response\":null}");
    }

    private static void goesToTheNext(Scene scene, int status, String body)
            throws Refused, IOException {
        try (Hook hook = Hook.answering(status, body)) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, Policy.chainOf(hook.policy().withId("hook"), THREE));

            Scaling.awaitWanted(scene, fleet, 3);
            assertThat(hook.asked()).isNotEmpty();
            assertThat(scene.agones().autoscaler(fleet.name()).lastAppliedPolicy())
                    .isEqualTo("Chain:spare:Buffer");
        }
    }

    @Says(value = "A webhook that nobody serves is passed over", source = SEEN)
    static void silenceGoesToTheNext(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
        Policy nobody = Policy.of(Policy.Webhook.at("http://127.0.0.1:1/")).withId("hook");
        Scaling.of(scene, fleet, Policy.chainOf(nobody, THREE));

        Scaling.awaitWanted(scene, fleet, 3);
    }

    @Says(
            value = "scale false is an answer: the Fleet stays, and the chain ends there",
            source = SEEN)
    static void noScalingEndsAChain(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, "{\"response\":{\"scale\":false,\"replicas\":9}}")) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, Policy.chainOf(hook.policy().withId("hook"), THREE));
            scene.eventually("it is asked", () -> !hook.asked().isEmpty());

            Scaling.staysAt(scene, fleet, 1);
            assertThat(scene.agones().autoscaler(fleet.name()).lastAppliedPolicy())
                    .isEqualTo("Chain:hook:Webhook");
        }
    }

    @Says(value = "An answer with another uid is taken", source = SEEN)
    static void anyUidIsTaken(Scene scene) throws Refused, IOException {
        String body = "{\"response\":{\"uid\":\"nobody's\",\"scale\":true,\"replicas\":2}}";
        try (Hook hook = Hook.answering(200, body)) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, hook.policy());

            Scaling.awaitWanted(scene, fleet, 2);
        }
    }

    @Says(value = "An answer below zero fails, and no next entry is asked", source = SEEN)
    static void belowZeroFails(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, scaleTo(-1))) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, Policy.chainOf(hook.policy().withId("hook"), THREE));
            scene.eventually("it is asked", () -> !hook.asked().isEmpty());

            Scaling.staysAt(scene, fleet, 1);
            // Whether it looked and failed, or looks again and again: no answer was applied.
            assertThat(scene.agones().autoscaler(fleet.name()).lastAppliedPolicy()).isEmpty();
        }
    }

    @Says(value = "An answer of 0 takes all servers that may go", source = SEEN)
    static void zeroIsAnAnswer(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, scaleTo(0))) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));
            Scaling.of(scene, fleet, hook.policy());

            scene.awaitServers(0);
        }
    }

    @Says(value = "An answer below the Allocated ones labels the surplus", source = SEEN)
    static void fewerThanAllocatedOverflows(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(200, scaleTo(1))) {
            FleetPlan fleet =
                    scene.fleet(
                            scene.fleetPlan(2, scene.plan()).withOverflowLabel("drain", "true"));
            scene.allocated(scene.ask());
            scene.allocated(scene.ask());
            Scaling.of(scene, fleet, hook.policy());

            Scaling.awaitWanted(scene, fleet, 1);
            scene.eventually(
                    "one has the label",
                    () ->
                            scene.list(State.ALLOCATED).stream()
                                            .filter(s -> s.labels().containsKey("drain"))
                                            .count()
                                    == 1);
            assertThat(scene.list(State.ALLOCATED)).hasSize(2);
        }
    }

    @Says(value = "A webhook that answers again decides at the next look", source = SEEN)
    static void comesBack(Scene scene) throws Refused, IOException {
        try (Hook hook = Hook.answering(500, "{}")) {
            FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
            Scaling.of(scene, fleet, Policy.chainOf(hook.policy().withId("hook"), THREE));
            Scaling.awaitWanted(scene, fleet, 3);

            hook.answer(200, scaleTo(2));

            Scaling.awaitWanted(scene, fleet, 2);
        }
    }

    private static String scaleTo(int replicas) {
        return "{\"response\":{\"scale\":true,\"replicas\":" + replicas + "}}";
    }
}
