package dev.tankfleet.agones.kubernetes.fleet;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;

/** A number of equal game servers that is kept. Not to be shared while changed. */
@Group("agones.dev")
@Version("v1")
@Kind("Fleet")
public final class Fleet extends CustomResource<FleetSpec, FleetStatus> implements Namespaced {
    private static final long serialVersionUID = 1;
}
