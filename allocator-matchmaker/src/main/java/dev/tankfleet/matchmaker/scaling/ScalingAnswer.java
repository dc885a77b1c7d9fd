package dev.tankfleet.matchmaker.scaling;

/** What a FleetAutoscaler is told. */
public sealed interface ScalingAnswer {
    /** So many servers; never fewer than are Allocated. */
    record Replicas(int count) implements ScalingAnswer {}

    /** There is no such region. */
    record UnknownRegion() implements ScalingAnswer {}

    /** The Fleet has servers and we hear none of them: somebody else should decide. */
    record RegionSilent() implements ScalingAnswer {}
}
