package dev.tankfleet.matchmaker.allocation.agones;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.matchmaker.allocation.Allocator;

import java.util.Map;
import java.util.Set;

/**
 * Allocates through Agones, one client per region. Without state of its own; the clients, which
 * stay the caller's, bound what is under way.
 */
public final class AgonesAllocator implements Allocator {
    /** Annotation that carries the intent to the game server. */
    public static final String INTENT_KEY = "tankfleet.dev/intent";

    private final Map<String, Cluster> clusters;

    /**
     * An allocator over some regions.
     *
     * @param clusters region to the cluster in it
     */
    public AgonesAllocator(Map<String, Cluster> clusters) {
        this.clusters = Map.copyOf(clusters);
    }

    @Override
    public Set<String> regions() {
        return clusters.keySet();
    }

    @Override
    public Answer allocate(String region, String intent) {
        var cluster = clusters.get(region);
        if (cluster == null) {
            return new Answer.NotDone("no cluster in region " + region);
        }
        var wanted = cluster.servers().withAnnotation(INTENT_KEY, intent);
        return answerTo(cluster.client().allocate(wanted));
    }

    /** What an outcome means for us; both ways to allocate have the same outcomes. */
    public static Answer answerTo(AllocationOutcome outcome) {
        return switch (outcome) {
            case AllocationOutcome.Allocated(var server) -> new Answer.Allocated(server.name());
            case AllocationOutcome.NoneReady _ -> new Answer.NoneReady();
            case AllocationOutcome.Contention _ -> new Answer.NoneReady();
            case AllocationOutcome.Invalid(var message) -> new Answer.NotDone(message);
            case AllocationOutcome.Unavailable(var message) -> new Answer.NotDone(message);
            case AllocationOutcome.UnknownMayHaveHappened(var message) ->
                    new Answer.Unknown(message);
        };
    }

    /**
     * Where a region's servers come from.
     *
     * @param client client of the cluster's AllocationService
     * @param servers which servers will do: one selector, Ready, of our region and build
     */
    public record Cluster(AllocationClient client, Allocation servers) {}
}
