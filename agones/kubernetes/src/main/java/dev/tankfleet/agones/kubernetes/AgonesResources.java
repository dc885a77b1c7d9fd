package dev.tankfleet.agones.kubernetes;

import dev.tankfleet.agones.kubernetes.allocation.GameServerAllocations;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSet;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;
import dev.tankfleet.agones.kubernetes.policy.GameServerAllocationPolicy;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;

import java.time.Duration;

/**
 * The resources of Agones in one cluster, on a client that belongs to the caller. Any thread may
 * call it; it has no state.
 *
 * <pre>{@code
 * var agones = new AgonesResources(client);
 * agones.fleets().inNamespace("games").withName("tanks").scale(20);
 * agones.gameServers().inNamespace("games").withLabel("agones.dev/fleet", "tanks").inform(handler);
 * agones.allocations(Duration.ofSeconds(2)).allocate(Allocation.ready("games", Map.of()));
 * }</pre>
 */
public final class AgonesResources {
    private final KubernetesClient client;

    /** The resources that this client reaches. */
    public AgonesResources(KubernetesClient client) {
        this.client = client;
    }

    /** Single game servers. There is no status subresource: one write changes all of it. */
    public MixedOperation<GameServer, KubernetesResourceList<GameServer>, Resource<GameServer>>
            gameServers() {
        return client.resources(GameServer.class);
    }

    /** Sets of equal game servers, which Fleets make; look, and change nothing. */
    public MixedOperation<
                    GameServerSet, KubernetesResourceList<GameServerSet>, Resource<GameServerSet>>
            gameServerSets() {
        return client.resources(GameServerSet.class);
    }

    /** Fleets; {@code scale} changes their number of servers. */
    public MixedOperation<Fleet, KubernetesResourceList<Fleet>, Resource<Fleet>> fleets() {
        return client.resources(Fleet.class);
    }

    /** What changes the number of servers of a Fleet by itself. */
    public MixedOperation<
                    FleetAutoscaler,
                    KubernetesResourceList<FleetAutoscaler>,
                    Resource<FleetAutoscaler>>
            fleetAutoscalers() {
        return client.resources(FleetAutoscaler.class);
    }

    /** Which other clusters allocations go to. */
    public MixedOperation<
                    GameServerAllocationPolicy,
                    KubernetesResourceList<GameServerAllocationPolicy>,
                    Resource<GameServerAllocationPolicy>>
            allocationPolicies() {
        return client.resources(GameServerAllocationPolicy.class);
    }

    /**
     * Allocations through the API server.
     *
     * @param deadline time for one allocation, more than zero; above twice the allocator's batch
     *     wait
     */
    public GameServerAllocations allocations(Duration deadline) {
        return new GameServerAllocations(client, deadline);
    }
}
