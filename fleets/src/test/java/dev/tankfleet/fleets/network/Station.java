package dev.tankfleet.fleets.network;

import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.ValueSet;

import java.util.Map;

/**
 * Somebody with an address: a Pod, or a host outside of the cluster.
 *
 * @param name the component of a Pod of ours, else any
 * @param address IPv4
 * @param namespace of the cluster; empty outside of it
 * @param labels of the Pod
 */
record Station(String name, String address, String namespace, Map<String, String> labels) {
    Station {
        labels = Map.copyOf(labels);
    }

    /** A Pod of the release. */
    static Station of(PodPlan pod, String address) {
        return new Station(pod.component(), address, ValueSet.NAMESPACE, pod.labels());
    }

    /** A Pod of a namespace that is not ours. */
    static Station podIn(String namespace, String name, String address) {
        return new Station(name, address, namespace, Map.of());
    }

    /** A host outside of the cluster. */
    static Station host(String name, String address) {
        return new Station(name, address, "", Map.of());
    }

    boolean isOurs() {
        return namespace.equals(ValueSet.NAMESPACE);
    }
}
