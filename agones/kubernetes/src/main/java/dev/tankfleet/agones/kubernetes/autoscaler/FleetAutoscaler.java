package dev.tankfleet.agones.kubernetes.autoscaler;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A rule for the number of servers of a Fleet. Not to be shared while changed. */
@Group("autoscaling.agones.dev")
@Version("v1")
@Kind("FleetAutoscaler")
@ShortNames("fas")
public final class FleetAutoscaler
        extends CustomResource<FleetAutoscalerSpec, FleetAutoscalerStatus> implements Namespaced {
    private static final long serialVersionUID = 1;
}
