package dev.tankfleet.matchmaker.locate;

import dev.tankfleet.process.config.Check;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The regions that the operator has described. Immutable; every thread may read it.
 *
 * @param regions at most {@value #REGIONS_MAX}, no name twice
 */
public record RegionTable(List<Region> regions) {
    /** Most regions in a fleet. */
    public static final int REGIONS_MAX = 64;

    /** Checks size and names. */
    public RegionTable {
        regions = List.copyOf(regions);
        Check.that(regions.size() <= REGIONS_MAX, "regions", regions.size(), "<= " + REGIONS_MAX);
        long names = regions.stream().map(Region::name).distinct().count();
        Check.that(names == regions.size(), "regions", names + " names", "no name twice");
    }

    /** A region by name, null if there is none. Allocates nothing. */
    public @Nullable Region find(String name) {
        for (int i = 0; i < regions.size(); i++) {
            var region = regions.get(i);
            if (region.name().equals(name)) {
                return region;
            }
        }
        return null;
    }
}
