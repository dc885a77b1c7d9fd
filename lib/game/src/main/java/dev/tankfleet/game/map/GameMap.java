package dev.tankfleet.game.map;

import dev.tankfleet.game.angle.Angle;

import java.util.List;

/**
 * A map as a client is told it, in mm from its lower left corner; its outer edges are walls too.
 *
 * @param id the name in commands and status
 * @param width along x; the diagonal is at most {@link Angle#DISTANCE_MAX_MM}
 * @param height along y
 * @param walls what blocks tanks and shells
 * @param spawns where tanks enter, at least one
 * @param zones parts of the ground that mean something, at most one of a kind
 */
public record GameMap(
        String id, int width, int height, List<Wall> walls, List<Spawn> spawns, List<Zone> zones) {

    /** A square of this size has the longest diagonal that angles and distances can handle. */
    private static final int SIDE_MAX_MM = 92_000;

    public GameMap {
        walls = List.copyOf(walls);
        spawns = List.copyOf(spawns);
        zones = List.copyOf(zones);
        if (width < 1 || width > SIDE_MAX_MM || height < 1 || height > SIDE_MAX_MM) {
            throw new IllegalArgumentException(
                    "map: " + width + " x " + height + " mm (expected: 1 to 92000 each)");
        }
        if (spawns.isEmpty()) {
            throw new IllegalArgumentException("spawns: 0 (expected: >= 1)");
        }
    }

    /**
     * The zone of this kind.
     *
     * @throws IllegalArgumentException when the map has none
     */
    public Zone zone(Zone.Kind kind) {
        for (Zone zone : zones) {
            if (zone.kind() == kind) {
                return zone;
            }
        }
        throw new IllegalArgumentException(
                "map " + id + ": no " + kind.word() + " (expected: one)");
    }
}
