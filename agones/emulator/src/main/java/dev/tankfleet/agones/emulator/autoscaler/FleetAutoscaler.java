package dev.tankfleet.agones.emulator.autoscaler;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.fleet.Fleet;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;
import dev.tankfleet.agones.emulator.loop.Loop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sets the replicas of one Fleet, look by look. Owned by the loop; webhooks are asked on the
 * executor, one at a time, and until one answers nothing is scaled.
 */
public final class FleetAutoscaler {
    private static final Logger LOG = LoggerFactory.getLogger(FleetAutoscaler.class);

    private final Loop loop;
    private final Cluster cluster;
    private final Supplier<Optional<Fleet>> fleets;
    private final AutoscalerSpec spec;
    private final WebhookCaller webhooks;
    private final Executor blocking;
    private final RandomGenerator random;

    // Owned by the loop.
    private AutoscalerStatus status = AutoscalerStatus.NONE;
    private String failure = "";
    private Instant lookedAt;
    private boolean isEnded;

    /**
     * @param fleets its Fleet, if there is one
     */
    public FleetAutoscaler(
            Loop loop,
            Cluster cluster,
            Supplier<Optional<Fleet>> fleets,
            AutoscalerSpec spec,
            WebhookCaller webhooks,
            Executor blocking,
            RandomGenerator random) {
        this.loop = loop;
        this.cluster = cluster;
        this.fleets = fleets;
        this.spec = spec;
        this.webhooks = webhooks;
        this.blocking = blocking;
        this.random = random;
        this.lookedAt = loop.now();
    }

    /** Looks for the first time soon, and then again and again. */
    public void start(Duration soon) {
        loop.after(soon, this::look);
    }

    /** Looks no more; an answer that is under way changes nothing. */
    public void end() {
        isEnded = true;
    }

    /** What became of the last look. */
    public AutoscalerStatus status() {
        return status;
    }

    private void look() {
        if (!isEnded) {
            cluster.leadership()
                    .run(
                            () -> {
                                lookedAt = loop.now();
                                fleets.get().ifPresentOrElse(this::look, this::onNoFleet);
                            });
        }
    }

    private void look(Fleet fleet) {
        evaluate(fleet, spec.policy(), outcome -> onOutcome(fleet, outcome));
    }

    private void onNoFleet() {
        fail("fleets.agones.dev \"" + spec.fleet() + "\" not found");
        lookAgain();
    }

    private void evaluate(Fleet fleet, Policy policy, Consumer<Outcome> then) {
        switch (policy) {
            case Policy.Buffer buffer -> then.accept(BufferRule.apply(buffer, fleet.status()));
            case Policy.Room room ->
                    then.accept(
                            RoomRule.apply(
                                    room,
                                    fleet.spec().template(),
                                    fleet.status(),
                                    fleet.removable()));
            case Policy.Webhook webhook -> ask(fleet, webhook, then);
            case Policy.Schedule schedule -> {
                if (schedule.isActive(loop.now())) {
                    evaluate(fleet, schedule.policy(), then);
                } else {
                    then.accept(new Outcome.NotApplied("inactive schedule"));
                }
            }
            case Policy.Chain chain -> evaluateFirst(fleet, chain.entries(), then);
        }
    }

    private void evaluateFirst(Fleet fleet, List<Policy.Entry> entries, Consumer<Outcome> then) {
        Policy.Entry first = entries.getFirst();
        evaluate(
                fleet,
                first.policy(),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Wanted wanted -> then.accept(named(wanted, first));
                        case Outcome.NotApplied _ when entries.size() > 1 ->
                                evaluateFirst(fleet, entries.subList(1, entries.size()), then);
                        case Outcome.NotApplied notApplied -> then.accept(notApplied);
                    }
                });
    }

    private static Outcome.Wanted named(Outcome.Wanted wanted, Policy.Entry entry) {
        String name = "Chain:" + entry.id() + ":" + entry.policy().type();
        return new Outcome.Wanted(wanted.replicas(), wanted.isLimited(), name);
    }

    private void ask(Fleet fleet, Policy.Webhook webhook, Consumer<Outcome> then) {
        FleetStatus now = fleet.status();
        var review =
                new WebhookCaller.Review(
                        new UUID(random.nextLong(), random.nextLong()).toString(),
                        fleet.spec().name(),
                        cluster.namespace(),
                        now,
                        fleet.allocations(),
                        fleet.spec().template().labels(),
                        fleet.spec().template().annotations());
        blocking.execute(
                () -> {
                    Outcome outcome = answer(webhook, review);
                    loop.offerPatiently(
                            () -> {
                                if (!isEnded) {
                                    then.accept(outcome);
                                }
                            });
                });
    }

    /** Runs on the executor. */
    private Outcome answer(Policy.Webhook webhook, WebhookCaller.Review review) {
        try {
            WebhookCaller.Answer answer = webhooks.ask(webhook, review);
            int replicas = answer.isScale() ? answer.replicas() : review.status().replicas();
            return new Outcome.Wanted(replicas, false, webhook.type());
        } catch (IOException | RuntimeException e) { // whatever somebody's URL or answer brings
            return new Outcome.NotApplied(String.valueOf(e.getMessage()));
        }
    }

    private void onOutcome(Fleet fleet, Outcome outcome) {
        switch (outcome) {
            case Outcome.Wanted wanted -> scale(fleet, wanted);
            case Outcome.NotApplied notApplied -> fail(notApplied.why());
        }
        lookAgain();
    }

    private void lookAgain() {
        Duration next = Duration.between(loop.now(), lookedAt.plus(spec.sync()));
        loop.after(next.isNegative() ? Duration.ZERO : next, this::look);
    }

    private void scale(Fleet fleet, Outcome.Wanted wanted) {
        int current = fleet.status().replicas();
        boolean isChange = wanted.replicas() != fleet.spec().replicas();
        try {
            if (isChange) {
                fleet.change(fleet.spec().withReplicas(wanted.replicas()));
            }
        } catch (IllegalArgumentException e) {
            // Somebody answered what no Fleet can have.
            fail(String.valueOf(e.getMessage()));
            return;
        }
        failure = "";
        status =
                new AutoscalerStatus(
                        current,
                        wanted.replicas(),
                        isChange ? loop.now() : status.lastScaledAt(),
                        true,
                        wanted.isLimited(),
                        wanted.policy());
    }

    private void fail(String why) {
        status = status.toFailed();
        if (why.equals(failure)) {
            return;
        }
        failure = why;
        LOG.atWarn()
                .addKeyValue("autoscaler", spec.name())
                .addKeyValue("fleet", spec.fleet())
                .addKeyValue("cause", why)
                .log("a Fleet was not scaled");
    }
}
