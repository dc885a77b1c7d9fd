package dev.tankfleet.agones.conformance;

import dev.tankfleet.agones.conformance.behaviour.Behaviour;
import dev.tankfleet.agones.conformance.behaviour.allocation.ActionBehaviours;
import dev.tankfleet.agones.conformance.behaviour.allocation.AllocationBehaviours;
import dev.tankfleet.agones.conformance.behaviour.allocation.SelectionBehaviours;
import dev.tankfleet.agones.conformance.behaviour.allocation.TransportBehaviours;
import dev.tankfleet.agones.conformance.behaviour.fleet.AutoscalerBehaviours;
import dev.tankfleet.agones.conformance.behaviour.fleet.ChainBehaviours;
import dev.tankfleet.agones.conformance.behaviour.fleet.FleetBehaviours;
import dev.tankfleet.agones.conformance.behaviour.fleet.RolloutBehaviours;
import dev.tankfleet.agones.conformance.behaviour.fleet.WebhookBehaviours;
import dev.tankfleet.agones.conformance.behaviour.server.CounterBehaviours;
import dev.tankfleet.agones.conformance.behaviour.server.ListBehaviours;
import dev.tankfleet.agones.conformance.behaviour.server.MetadataBehaviours;
import dev.tankfleet.agones.conformance.behaviour.server.SidecarBehaviours;
import dev.tankfleet.agones.conformance.behaviour.server.StateBehaviours;
import dev.tankfleet.agones.conformance.behaviour.server.WatchBehaviours;

import java.util.List;
import java.util.stream.Stream;

/** The whole table. */
public final class Behaviours {
    private Behaviours() {}

    /** All behaviours, by area. */
    public static List<Behaviour> all() {
        return Stream.of(
                        StateBehaviours.class,
                        MetadataBehaviours.class,
                        WatchBehaviours.class,
                        SidecarBehaviours.class,
                        CounterBehaviours.class,
                        ListBehaviours.class,
                        AllocationBehaviours.class,
                        SelectionBehaviours.class,
                        ActionBehaviours.class,
                        TransportBehaviours.class,
                        FleetBehaviours.class,
                        RolloutBehaviours.class,
                        AutoscalerBehaviours.class,
                        ChainBehaviours.class,
                        WebhookBehaviours.class)
                .flatMap(area -> Behaviour.in(area).stream())
                .toList();
    }
}
