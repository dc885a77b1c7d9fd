package dev.tankfleet.game.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.rules.Rules;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class MapsTest {

    private static final GameMap CROSSFIRE = Maps.crossfire();

    @Test
    void looksTheSameFromBothSides() {
        Set<Wall> turned =
                CROSSFIRE.walls().stream()
                        .map(
                                wall ->
                                        new Wall(
                                                CROSSFIRE.width() - wall.x() - wall.width(),
                                                CROSSFIRE.height() - wall.y() - wall.height(),
                                                wall.width(),
                                                wall.height()))
                        .collect(Collectors.toSet());

        assertThat(turned).hasSameSizeAs(CROSSFIRE.walls()).containsAll(CROSSFIRE.walls());
        assertThat(CROSSFIRE.spawns())
                .allSatisfy(
                        spawn ->
                                assertThat(CROSSFIRE.spawns())
                                        .contains(
                                                new Spawn(
                                                        CROSSFIRE.width() - spawn.x(),
                                                        CROSSFIRE.height() - spawn.y(),
                                                        Angle.wrap(spawn.angle() + Angle.HALF))));
    }

    @Test
    void hasRoomForEverySeatAtOnce() {
        int radius = Rules.freeForAll().tank().radiusMm();
        Ground ground = Ground.of(CROSSFIRE);

        assertThat(CROSSFIRE.width()).isEqualTo(60_000);
        assertThat(CROSSFIRE.height()).isEqualTo(40_000);
        assertThat(CROSSFIRE.spawns()).hasSizeGreaterThan(Rules.freeForAll().mode().seats());
        assertThat(CROSSFIRE.spawns())
                .allMatch(spawn -> !ground.isBlocked(spawn.x(), spawn.y(), radius));
        for (Spawn one : CROSSFIRE.spawns()) {
            assertThat(CROSSFIRE.spawns())
                    .filteredOn(other -> !other.equals(one))
                    .allMatch(
                            other ->
                                    Math.abs(other.x() - one.x()) > 2 * radius
                                            || Math.abs(other.y() - one.y()) > 2 * radius);
        }
    }

    @Test
    void readsWallsAndSpawnsFromTheDrawing() {
        GameMap map =
                Drawing.read(
                        "small",
                        """
                        ##.<
                        ##..
                        #..^
                        """);

        assertThat(map.width()).isEqualTo(4_000);
        assertThat(map.height()).isEqualTo(3_000);
        assertThat(map.walls())
                .containsExactly(new Wall(0, 1_000, 2_000, 2_000), new Wall(0, 0, 1_000, 1_000));
        assertThat(map.spawns())
                .containsExactly(
                        new Spawn(3_500, 2_500, Angle.HALF), new Spawn(3_500, 500, Angle.QUARTER));
    }

    @Test
    void refusesMapsThatTheArithmeticCannotHold() {
        var spawns = List.of(new Spawn(500, 500, 0));

        assertThatThrownBy(() -> new GameMap("wide", 92_001, 1_000, List.of(), spawns))
                .hasMessage("map: 92001 x 1000 mm (expected: 1 to 92000 each)");
        assertThatThrownBy(() -> new GameMap("empty", 1_000, 1_000, List.of(), List.of()))
                .hasMessage("spawns: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new Wall(0, 0, 499, 1_000))
                .hasMessage("wall: 499 x 1000 mm (expected: >= 500 x 500)");
    }
}
