package dev.tankfleet.agones.conformance.cluster;

import java.nio.file.Path;
import java.util.Map;

/** Which real Agones there is to run against, as the environment says. */
public sealed interface AgonesChoice {
    /** Names a folder with the binaries of Agones. */
    String BINARIES_VARIABLE = "AGONES_BIN";

    /** Names a file that leads to a cluster in which Agones is installed. */
    String CLUSTER_VARIABLE = "KUBECONFIG";

    /**
     * Binaries that {@link AgonesProcesses} starts beside a control plane of ours.
     *
     * @param folder where they are
     */
    record Binaries(Path folder) implements AgonesChoice {}

    /**
     * A cluster of somebody else, with Agones in it.
     *
     * @param kubeconfig leads there
     */
    record Cluster(Path kubeconfig) implements AgonesChoice {}

    /** There is none. */
    record None() implements AgonesChoice {
        /** Why what needs it was not run. */
        public static final String REASON =
                BINARIES_VARIABLE + " and " + CLUSTER_VARIABLE + " name no real Agones";
    }

    /** Reads it; the binaries come first, since nothing of somebody else's can break there. */
    static AgonesChoice of(Map<String, String> environment) {
        String binaries = environment.getOrDefault(BINARIES_VARIABLE, "");
        if (!binaries.isBlank()) {
            return new Binaries(Path.of(binaries));
        }
        String cluster = environment.getOrDefault(CLUSTER_VARIABLE, "");
        return cluster.isBlank() ? new None() : new Cluster(Path.of(cluster));
    }
}
