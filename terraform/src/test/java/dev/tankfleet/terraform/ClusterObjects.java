package dev.tankfleet.terraform;

import dev.tankfleet.agones.conformance.cluster.ControlPlane;

import java.util.List;

/** What there is in a cluster, so that one can see what is left. */
final class ClusterObjects {
    /** All that a chart of ours may leave behind. */
    private static final String KINDS =
            "namespace,all,configmap,secret,networkpolicy,fleet,fleetautoscaler,pvc,pdb,serviceaccount,role,"
                + "rolebinding,clusterrole,clusterrolebinding,crd,apiservice";

    private ClusterObjects() {}

    /** Every object but those that the cluster makes for itself while it runs. */
    static List<String> of(ControlPlane plane) {
        return plane.kubectl()
                .run("get", KINDS, "--all-namespaces", "--output=name")
                .lines()
                .filter(name -> !name.isBlank())
                .sorted()
                .toList();
    }
}
