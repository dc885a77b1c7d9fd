package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.NameRules;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;

/**
 * A Fleet.
 *
 * @param name its name, begins the name of each of its servers; 1 to 50 characters
 * @param replicas servers to keep, 0 to 10000
 * @param template what each server is made from; another one makes a roll-out
 * @param strategy how it goes over to another template
 * @param overflow what Allocated servers beyond the replicas get
 * @param scaleDown which servers go first
 */
public record FleetSpec(
        String name,
        int replicas,
        ServerTemplate template,
        Strategy strategy,
        Overflow overflow,
        ScaleDown scaleDown) {
    private static final int REPLICAS_MAX = 10_000;
    private static final int NAME_MAX = 50;

    public FleetSpec {
        if (!NameRules.isObjectName(name) || name.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "name: " + name + " (expected: a DNS name of at most " + NAME_MAX + ")");
        }
        if (replicas < 0 || replicas > REPLICAS_MAX) {
            throw new IllegalArgumentException(
                    "replicas: " + replicas + " (expected: 0 to " + REPLICAS_MAX + ")");
        }
    }

    /** A Fleet as one is that says nothing else. */
    public static FleetSpec of(String name, int replicas, ServerTemplate template) {
        return new FleetSpec(
                name, replicas, template, Strategy.DEFAULT, Overflow.NONE, ScaleDown.PACKED);
    }

    /** The same with another number of servers. */
    public FleetSpec withReplicas(int newReplicas) {
        return new FleetSpec(name, newReplicas, template, strategy, overflow, scaleDown);
    }

    /** The same with another template. */
    public FleetSpec withTemplate(ServerTemplate newTemplate) {
        return new FleetSpec(name, replicas, newTemplate, strategy, overflow, scaleDown);
    }

    /** The same with another way to a new template. */
    public FleetSpec withStrategy(Strategy newStrategy) {
        return new FleetSpec(name, replicas, template, newStrategy, overflow, scaleDown);
    }

    /** The same with another sign for servers beyond the replicas. */
    public FleetSpec withOverflow(Overflow newOverflow) {
        return new FleetSpec(name, replicas, template, strategy, newOverflow, scaleDown);
    }

    /** The same with another order in which servers go. */
    public FleetSpec withScaleDown(ScaleDown newScaleDown) {
        return new FleetSpec(name, replicas, template, strategy, overflow, newScaleDown);
    }
}
