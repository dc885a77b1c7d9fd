package dev.tankfleet.matchmaker.locate;

import dev.tankfleet.process.config.Check;

/**
 * A place on the globe.
 *
 * @param latitude degrees, -90 to 90, north is positive
 * @param longitude degrees, -180 to 180, east is positive
 */
public record Position(double latitude, double longitude) {
    private static final double EARTH_DIAMETER_KM = 12_742;

    /** Checks both ranges. */
    public Position {
        Check.that(latitude >= -90 && latitude <= 90, "latitude", latitude, "-90 … 90");
        Check.that(longitude >= -180 && longitude <= 180, "longitude", longitude, "-180 … 180");
    }

    /** Great-circle distance in km. */
    public double distanceKm(Position other) {
        double a = Math.toRadians(latitude);
        double b = Math.toRadians(other.latitude);
        double sinLatitude = Math.sin((b - a) / 2);
        double sinLongitude = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double h =
                sinLatitude * sinLatitude + Math.cos(a) * Math.cos(b) * sinLongitude * sinLongitude;
        return EARTH_DIAMETER_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
