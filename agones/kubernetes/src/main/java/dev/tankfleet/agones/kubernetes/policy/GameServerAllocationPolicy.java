package dev.tankfleet.agones.kubernetes.policy;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Another cluster that allocations may go to. Agones' own guides have advised against it since
 * 2024; a client for each cluster does more. Not to be shared while changed.
 */
@Group("multicluster.agones.dev")
@Version("v1")
@Kind("GameServerAllocationPolicy")
@Plural("gameserverallocationpolicies")
@ShortNames("gsap")
public final class GameServerAllocationPolicy
        extends CustomResource<GameServerAllocationPolicySpec, Void> implements Namespaced {
    private static final long serialVersionUID = 1;
}
