package dev.tankfleet.agones.kubernetes.allocation;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One allocation as the API server takes it. It can be created and nothing else, and is stored
 * nowhere; {@link GameServerAllocations} does that and reads the answer.
 */
@Group("allocation.agones.dev")
@Version("v1")
@Kind("GameServerAllocation")
@ShortNames("gsa")
public final class GameServerAllocation
        extends CustomResource<GameServerAllocationSpec, GameServerAllocationStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1;
}
