package dev.tankfleet.agones.conformance.subject;

import java.util.List;
import java.util.Map;

/**
 * What a Fleet should be.
 *
 * @param name its name
 * @param replicas servers that it should have
 * @param servers what they are made from
 * @param overflowLabels labels for Allocated servers beyond the replicas
 * @param isRecreate whether all old servers that may go do so at once when the plan changes
 * @param isPacked whether it is scheduled Packed, otherwise Distributed
 * @param priorities which servers go first on a scale-down
 */
public record FleetPlan(
        String name,
        int replicas,
        ServerPlan servers,
        Map<String, String> overflowLabels,
        boolean isRecreate,
        boolean isPacked,
        List<CounterPriority> priorities) {
    public FleetPlan {
        overflowLabels = Map.copyOf(overflowLabels);
        priorities = List.copyOf(priorities);
    }

    /** A Fleet that says nothing else. */
    public static FleetPlan of(String name, int replicas, ServerPlan servers) {
        return new FleetPlan(name, replicas, servers, Map.of(), false, true, List.of());
    }

    /** The same with another number of servers. */
    public FleetPlan withReplicas(int number) {
        return new FleetPlan(
                name, number, servers, overflowLabels, isRecreate, isPacked, priorities);
    }

    /** The same with other servers. */
    public FleetPlan withServers(ServerPlan plan) {
        return new FleetPlan(
                name, replicas, plan, overflowLabels, isRecreate, isPacked, priorities);
    }

    /** The same with a label for Allocated servers beyond the replicas. */
    public FleetPlan withOverflowLabel(String key, String value) {
        return new FleetPlan(
                name, replicas, servers, Map.of(key, value), isRecreate, isPacked, priorities);
    }

    /** The same, all at once when the plan changes. */
    public FleetPlan recreated() {
        return new FleetPlan(name, replicas, servers, overflowLabels, true, isPacked, priorities);
    }

    /** The same with servers spread, not packed. */
    public FleetPlan distributed() {
        return new FleetPlan(
                name, replicas, servers, overflowLabels, isRecreate, false, priorities);
    }

    /** The same with servers that go by what is available in a counter. */
    public FleetPlan byCounter(String key, boolean isDescending) {
        var priority = new CounterPriority(key, isDescending);
        return new FleetPlan(
                name, replicas, servers, overflowLabels, isRecreate, isPacked, List.of(priority));
    }

    /** Servers in the order of what is available in a counter. */
    public record CounterPriority(String key, boolean isDescending) {}
}
