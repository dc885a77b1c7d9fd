package dev.tankfleet.agones.kubernetes.fleet;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The servers of one version of a Fleet, which made it. Not to be shared while changed. */
@Group("agones.dev")
@Version("v1")
@Kind("GameServerSet")
@ShortNames("gss")
public final class GameServerSet extends CustomResource<GameServerSetSpec, FleetStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1;
}
