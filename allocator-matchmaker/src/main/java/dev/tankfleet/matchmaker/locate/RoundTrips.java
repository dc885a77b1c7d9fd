package dev.tankfleet.matchmaker.locate;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Round trips from one player to the regions. Immutable; made per request.
 *
 * <p>What the client measured counts, but never less than light needs for the way; else the
 * distance tells, by a rule of thumb over published measurements: short ways cost more per km than
 * long ones. Where neither is known every region is equally far.
 */
public final class RoundTrips {
    /** Largest round trip that a client may claim, in ms. */
    public static final double MEASURED_MAX_MS = 2_000;

    private static final double UNKNOWN_MS = 80;
    private static final double ACCESS_MS = 18;
    private static final double LIGHT_MS_PER_KM = 0.009;

    // Knots of the distance rule and the slope behind the last one.
    private static final double[] KNOT_KM = {0, 500, 1_000, 3_000, 5_000};
    private static final double[] KNOT_MS = {0, 12.5, 21, 63, 80};
    private static final double FAR_MS_PER_KM = 0.016;

    private final RegionTable regions;
    private final @Nullable Position position;
    private final Map<String, Double> measuredMs;

    private RoundTrips(
            RegionTable regions, @Nullable Position position, Map<String, Double> measuredMs) {
        this.regions = regions;
        this.position = position;
        this.measuredMs = Map.copyOf(measuredMs);
    }

    /**
     * Round trips of one player.
     *
     * @param regions where the regions are
     * @param position where the player is, null if unknown
     * @param measuredMs region to ms, as the client measured it, 0 to {@link #MEASURED_MAX_MS}
     */
    public static RoundTrips of(
            RegionTable regions, @Nullable Position position, Map<String, Double> measuredMs) {
        return new RoundTrips(regions, position, measuredMs);
    }

    /** Estimate to a region, in ms, more than zero. Allocates nothing. */
    public double toRegionMs(String region) {
        double km = distanceKm(region);
        var measured = measuredMs.get(region);
        if (measured != null) {
            return Math.max(measured, Math.max(0.1, Double.isNaN(km) ? 0 : km * LIGHT_MS_PER_KM));
        }
        return Double.isNaN(km) ? UNKNOWN_MS : ACCESS_MS + pathMs(km);
    }

    private double distanceKm(String region) {
        var known = regions.find(region);
        return position == null || known == null
                ? Double.NaN
                : known.position().distanceKm(position);
    }

    private static double pathMs(double km) {
        for (int i = 1; i < KNOT_KM.length; i++) {
            if (km <= KNOT_KM[i]) {
                double share = (km - KNOT_KM[i - 1]) / (KNOT_KM[i] - KNOT_KM[i - 1]);
                return KNOT_MS[i - 1] + share * (KNOT_MS[i] - KNOT_MS[i - 1]);
            }
        }
        int last = KNOT_KM.length - 1;
        return KNOT_MS[last] + (km - KNOT_KM[last]) * FAR_MS_PER_KM;
    }
}
