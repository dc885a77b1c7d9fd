package dev.tankfleet.matchmaker.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class RoundTripsTest {
    private static final Position FRANKFURT = new Position(50.11, 8.68);
    private static final Position NEW_YORK = new Position(40.71, -74.01);
    private static final RegionTable REGIONS =
            new RegionTable(List.of(new Region("eu", "Frankfurt", FRANKFURT, null)));

    @Test
    void measuresTheGreatCircle() {
        assertThat(FRANKFURT.distanceKm(NEW_YORK)).isCloseTo(6_200, within(50.0));
        assertThat(FRANKFURT.distanceKm(FRANKFURT)).isZero();
    }

    @Test
    void estimatesByDistanceWithoutAMeasurement() {
        assertThat(RoundTrips.of(REGIONS, FRANKFURT, Map.of()).toRegionMs("eu")).isEqualTo(18);
        assertThat(RoundTrips.of(REGIONS, NEW_YORK, Map.of()).toRegionMs("eu"))
                .isCloseTo(117, within(3.0));
    }

    @Test
    void believesAMeasurementThatLightAllows() {
        assertThat(RoundTrips.of(REGIONS, NEW_YORK, Map.of("eu", 90.0)).toRegionMs("eu"))
                .isEqualTo(90);
        assertThat(RoundTrips.of(REGIONS, NEW_YORK, Map.of("eu", 1.0)).toRegionMs("eu"))
                .isCloseTo(56, within(1.0));
    }

    @Test
    void takesEveryRegionForEquallyFarWhenNothingIsKnown() {
        var nothing = RoundTrips.of(REGIONS, null, Map.of());

        assertThat(nothing.toRegionMs("eu"))
                .isEqualTo(nothing.toRegionMs("elsewhere"))
                .isEqualTo(80);
    }

    @Test
    void neverGetsCheaperWithTheDistance() {
        double last = 0;
        for (int degrees = 0; degrees <= 180; degrees++) {
            double ms =
                    RoundTrips.of(
                                    REGIONS,
                                    new Position(50.11, (8.68 + degrees + 180) % 360 - 180),
                                    Map.of())
                            .toRegionMs("eu");
            assertThat(ms).isGreaterThanOrEqualTo(last);
            last = ms;
        }
    }
}
