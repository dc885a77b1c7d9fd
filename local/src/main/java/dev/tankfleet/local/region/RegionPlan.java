package dev.tankfleet.local.region;

import dev.tankfleet.matchmaker.locate.Position;

/**
 * A region of the fleet.
 *
 * @param name id of the region
 * @param city city to show to people
 * @param position where it would stand
 */
public record RegionPlan(String name, String city, Position position) {}
