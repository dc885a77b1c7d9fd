package dev.tankfleet.matchmaker.deploy;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Every region's allocator, each by the way that the file names. Without state of its own; it owns
 * the clients of both ways.
 */
final class RegionAllocators implements Allocator, AutoCloseable {
    /** Several calls may wait for slow answers, and an allocator holds a hundred. */
    private static final int ALLOCATIONS_AT_ONCE = 64;

    private final Map<String, Allocator> byRegion = new HashMap<>();
    private final Map<String, AgonesAllocator.Cluster> grpc;
    private final KubernetesAllocator kubernetes;

    private RegionAllocators(
            Map<String, AgonesAllocator.Cluster> grpc, KubernetesAllocator kubernetes) {
        this.grpc = Map.copyOf(grpc);
        this.kubernetes = kubernetes;
        var first = new AgonesAllocator(grpc);
        first.regions().forEach(region -> byRegion.put(region, first));
        kubernetes.regions().forEach(region -> byRegion.put(region, kubernetes));
    }

    /**
     * Reads certificates and kubeconfigs; connects with the first call.
     *
     * @param deadline time for one call
     * @param callbacks where clients are called back
     * @throws IOException if a kubeconfig cannot be used
     */
    static RegionAllocators open(RegionsFile regions, Duration deadline, Executor callbacks)
            throws IOException {
        var ofKubernetes = new HashMap<String, KubernetesAllocator.Cluster>();
        for (var entry : regions.regions()) {
            if (entry.way() instanceof RegionsFile.Way.Kubernetes(var access)) {
                ofKubernetes.put(
                        entry.region().name(),
                        new KubernetesAllocator.Cluster(access, servers(entry)));
            }
        }
        var kubernetes = KubernetesAllocator.open(ofKubernetes, deadline);
        var ofGrpc = new HashMap<String, AgonesAllocator.Cluster>();
        for (var entry : regions.regions()) {
            if (entry.way() instanceof RegionsFile.Way.Grpc way) {
                var client =
                        AllocationClient.connect(
                                new AllocationConfig(
                                        way.host(),
                                        way.port(),
                                        way.security(),
                                        deadline,
                                        ALLOCATIONS_AT_ONCE),
                                callbacks);
                ofGrpc.put(
                        entry.region().name(), new AgonesAllocator.Cluster(client, servers(entry)));
            }
        }
        return new RegionAllocators(ofGrpc, kubernetes);
    }

    @Override
    public Set<String> regions() {
        return Set.copyOf(byRegion.keySet());
    }

    @Override
    public Answer allocate(String region, String intent) {
        var allocator = byRegion.get(region);
        return allocator == null
                ? new Answer.NotDone("no cluster in region " + region)
                : allocator.allocate(region, intent);
    }

    @Override
    public void close() {
        grpc.values().forEach(cluster -> cluster.client().close());
        kubernetes.close();
    }

    private static Allocation servers(RegionsFile.Entry entry) {
        return Allocation.ready(entry.namespace(), entry.labels());
    }
}
