package dev.tankfleet.matchmaker.scaling;

import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;

import java.util.List;
import java.util.random.RandomGenerator;

/** A table of servers with room for four matches each, and two regions. Owned by one test. */
public final class Tables {
    public static final RegionTable REGIONS = new RegionTable(List.of(region("eu"), region("us")));

    private static final int MATCHES_MAX = 4;

    public final ServerTable table =
            ServerTable.create(ScoringConfig.DEFAULT, RandomGenerator.of("L64X128MixRandom"));

    private long seq;

    /** A server of the region says how it is. */
    public void says(
            String region, String name, String build, ServerState state, int matches, long nowNs) {
        table.onStatus(
                new ServerStatus(
                        region + "-" + name,
                        region,
                        "City",
                        "192.0.2.1",
                        0,
                        matches,
                        MATCHES_MAX,
                        name,
                        ++seq,
                        null,
                        "ws://192.0.2.1:8080",
                        null,
                        build,
                        null,
                        List.of("free_for_all"),
                        64,
                        List.of(),
                        List.of(),
                        state,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                nowNs);
    }

    private static Region region(String name) {
        return new Region(name, "City", new Position(50, 8), null);
    }
}
