package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerStatus;
import dev.tankfleet.agones.emulator.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.emulator.autoscaler.http.HttpWebhookCaller;
import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.fleet.Fleet;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;
import dev.tankfleet.agones.emulator.loop.Loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The Fleets of a cluster and their autoscalers, by name. Owned by the loop. */
final class Fleets {
    private final Loop loop;
    private final Cluster cluster;
    private final Executor blocking;
    private final EmulatorConfig.Times times;
    private final RandomGenerator random;
    private final HttpWebhookCaller webhooks = new HttpWebhookCaller();

    // Owned by the loop.
    private final Map<String, Fleet> fleets = new HashMap<>();
    private final Map<String, FleetAutoscaler> autoscalers = new HashMap<>();

    Fleets(
            Loop loop,
            Cluster cluster,
            Executor blocking,
            EmulatorConfig.Times times,
            RandomGenerator random) {
        this.loop = loop;
        this.cluster = cluster;
        this.blocking = blocking;
        this.times = times;
        this.random = random;
    }

    void create(FleetSpec spec, Consumer<StoredServer> starter) {
        checkFree(fleets, spec.name());
        var rhythm = new Fleet.FleetTimes(times.setDelay(), times.errorHold());
        Fleet fleet = new Fleet(loop, cluster, spec, starter, rhythm, random);
        fleets.put(spec.name(), fleet);
        fleet.start();
    }

    void change(String name, UnaryOperator<FleetSpec> change) {
        Fleet fleet = known(fleets, name);
        fleet.change(change.apply(fleet.spec()));
    }

    void delete(String name) {
        known(fleets, name).end();
        fleets.remove(name);
    }

    FleetSpec spec(String name) {
        return known(fleets, name).spec();
    }

    FleetStatus status(String name) {
        return known(fleets, name).status();
    }

    /** How many servers each set of a Fleet should have, by the set's name. */
    Map<String, Integer> sets(String name) {
        return known(fleets, name).sets();
    }

    /** Its Fleet need not be there yet. */
    void createAutoscaler(AutoscalerSpec spec) {
        checkFree(autoscalers, spec.name());
        var autoscaler =
                new FleetAutoscaler(
                        loop,
                        cluster,
                        () -> Optional.ofNullable(fleets.get(spec.fleet())),
                        spec,
                        webhooks,
                        blocking,
                        random);
        autoscalers.put(spec.name(), autoscaler);
        autoscaler.start(times.controllerDelay());
    }

    void deleteAutoscaler(String name) {
        known(autoscalers, name).end();
        autoscalers.remove(name);
    }

    AutoscalerStatus autoscalerStatus(String name) {
        return known(autoscalers, name).status();
    }

    /** Deletes all of them, and all servers with them. */
    void end() {
        autoscalers.values().forEach(FleetAutoscaler::end);
        fleets.values().forEach(Fleet::end);
        webhooks.close();
    }

    private static void checkFree(Map<String, ?> known, String name) {
        if (known.containsKey(name)) {
            throw new IllegalArgumentException("name: " + name + " (expected: a free name)");
        }
    }

    private static <T> T known(Map<String, T> known, String name) {
        T found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "name: " + name + " (expected: one of " + known.keySet() + ")");
        }
        return found;
    }
}
