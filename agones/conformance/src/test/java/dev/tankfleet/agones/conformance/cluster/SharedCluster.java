package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.concurrent.atomic.AtomicInteger;

/** One control plane for all tests of a run, and a client for its administrator. */
public final class SharedCluster implements AutoCloseable {
    private final ControlPlane plane;
    private final KubernetesClient client;
    private final AtomicInteger namespaces = new AtomicInteger();

    private SharedCluster(ControlPlane plane) {
        this.plane = plane;
        this.client = RealAgones.clientOf(plane.kubeconfig());
    }

    static SharedCluster start() {
        return new SharedCluster(ControlPlane.start(ClusterTools.built()));
    }

    /** The control plane. */
    public ControlPlane plane() {
        return plane;
    }

    /** A client of the administrator, which belongs to this. */
    public KubernetesClient client() {
        return client;
    }

    /** A namespace in which nothing is. */
    public String newNamespace() {
        String name = "test-" + namespaces.incrementAndGet();
        client.namespaces()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
        return name;
    }

    @Override
    public void close() {
        client.close();
        plane.close();
    }
}
