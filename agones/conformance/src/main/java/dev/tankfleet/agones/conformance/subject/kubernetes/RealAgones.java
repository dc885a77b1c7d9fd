package dev.tankfleet.agones.conformance.subject.kubernetes;

import dev.tankfleet.agones.conformance.cluster.AgonesBinaries;
import dev.tankfleet.agones.conformance.cluster.AgonesChoice;
import dev.tankfleet.agones.conformance.cluster.AgonesProcesses;
import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The real Agones of a run, as the environment names it: started beside a control plane of its own,
 * which has one simulated node, or in somebody's cluster. Every thread may ask it.
 */
public final class RealAgones implements AutoCloseable {
    private final @Nullable ControlPlane plane;
    private final @Nullable AgonesProcesses processes;
    private final KubernetesClient client;

    private RealAgones(
            @Nullable ControlPlane plane,
            @Nullable AgonesProcesses processes,
            KubernetesClient client) {
        this.plane = plane;
        this.processes = processes;
        this.client = client;
    }

    /**
     * Starts what is not there yet.
     *
     * @param batchWait rhythm of the allocators that are started; somebody's cluster has its own
     * @throws IllegalStateException if there is none, or a program is not there or does not start
     */
    public static RealAgones start(AgonesChoice choice, Duration batchWait) {
        return switch (choice) {
            case AgonesChoice.Binaries(Path folder) -> beside(folder, batchWait);
            case AgonesChoice.Cluster(Path kubeconfig) ->
                    new RealAgones(null, null, clientOf(kubeconfig));
            case AgonesChoice.None _ -> throw new IllegalStateException(AgonesChoice.None.REASON);
        };
    }

    private static RealAgones beside(Path folder, Duration batchWait) {
        // A wrong folder is told at once, not after a control plane has started.
        var _ = AgonesBinaries.in(folder);
        // Of its own: the webhooks have a say in every GameServer of their cluster.
        ControlPlane plane = ControlPlane.start(ClusterTools.built());
        boolean isUp = false;
        try {
            plane.addNode("simulated");
            var processes = AgonesProcesses.start(plane, folder, batchWait);
            var agones = new RealAgones(plane, processes, clientOf(plane.kubeconfig()));
            isUp = true;
            return agones;
        } finally {
            if (!isUp) {
                plane.close();
            }
        }
    }

    /** A client of whoever the file makes its reader; the caller closes it. */
    public static KubernetesClient clientOf(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    /** A client of the administrator, which belongs to this. */
    public KubernetesClient client() {
        return client;
    }

    /** Its programs; empty in somebody's cluster. */
    public Optional<AgonesProcesses> processes() {
        return Optional.ofNullable(processes);
    }

    /** For one thread, which closes it. */
    public ClusterAgones open() {
        return processes == null
                ? ClusterAgones.in(client)
                : ClusterAgones.beside(processes, client);
    }

    @Override
    public void close() {
        client.close();
        if (plane != null) {
            plane.close();
        }
    }
}
