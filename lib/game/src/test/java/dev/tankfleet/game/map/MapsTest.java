package dev.tankfleet.game.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class MapsTest {

    @ParameterizedTest
    @ValueSource(strings = {"crossfire", "quarry"})
    void looksTheSameFromBothSides(String id) {
        GameMap map = named(id);
        Set<Wall> turned =
                map.walls().stream()
                        .map(
                                wall ->
                                        new Wall(
                                                map.width() - wall.x() - wall.width(),
                                                map.height() - wall.y() - wall.height(),
                                                wall.width(),
                                                wall.height()))
                        .collect(Collectors.toSet());

        assertThat(turned).hasSameSizeAs(map.walls()).containsAll(map.walls());
        assertThat(map.spawns())
                .allSatisfy(
                        spawn ->
                                assertThat(map.spawns())
                                        .contains(
                                                new Spawn(
                                                        map.width() - spawn.x(),
                                                        map.height() - spawn.y(),
                                                        Angle.wrap(spawn.angle() + Angle.HALF),
                                                        false)));
    }

    @Test
    void hasRoomForEverySeatAtOnceWhateverItDrives() {
        for (Rules rules : Rules.all()) {
            for (String id : rules.mode().maps()) {
                GameMap map = named(id);
                assertHasRoom(map, rules);
            }
        }
        assertThat(Maps.crossfire().width()).isEqualTo(60_000);
        assertThat(Maps.crossfire().height()).isEqualTo(40_000);
    }

    @Test
    void hasAVaultAndAnExitApartFromWhereAnybodyEntersForTheHeist() {
        Zone vault = Maps.bank().zone(Zone.Kind.VAULT);
        Zone exit = Maps.bank().zone(Zone.Kind.EXIT);

        assertThat(Maps.bank().spawns())
                .noneMatch(spawn -> vault.contains(spawn.x(), spawn.y()))
                .noneMatch(spawn -> exit.contains(spawn.x(), spawn.y()));
        assertThat(Angle.distance(vault.middleX() - exit.middleX(), 0)).isGreaterThan(40_000);
        assertThat(Maps.crossfire().zones()).isEmpty();
    }

    @Test
    void knowsNoOtherNames() {
        assertThat(Maps.named("nowhere")).isNull();
        assertThat(Maps.all()).allMatch(map -> Maps.named(map.id()) == map);
    }

    private static void assertHasRoom(GameMap map, Rules rules) {
        int radius = rules.tank(TankType.HEAVY).radiusMm();
        Ground ground = Ground.of(map);
        long guarded = map.spawns().stream().filter(Spawn::isGuarded).count();
        long open = map.spawns().size() - guarded;
        if (rules.mode().hasTeams()) {
            assertThat(open).isGreaterThanOrEqualTo(rules.mode().people());
            assertThat(guarded).isGreaterThanOrEqualTo(rules.mode().bots().max());
        } else {
            assertThat(open).isGreaterThan(rules.mode().seats());
        }
        assertThat(map.spawns()).allMatch(spawn -> !ground.isBlocked(spawn.x(), spawn.y(), radius));
        for (Spawn one : map.spawns()) {
            assertThat(map.spawns())
                    .filteredOn(other -> !other.equals(one))
                    .allMatch(
                            other ->
                                    Math.abs(other.x() - one.x()) > 2 * radius
                                            || Math.abs(other.y() - one.y()) > 2 * radius);
        }
    }

    private static GameMap named(String id) {
        return requireNonNull(Maps.named(id));
    }

    @Test
    void readsWallsAndSpawnsFromTheDrawing() {
        GameMap map =
                Drawing.read(
                        "small",
                        """
                        ##.<$$
                        ##..$$
                        #s.^=.
                        """);

        assertThat(map.width()).isEqualTo(6_000);
        assertThat(map.height()).isEqualTo(3_000);
        assertThat(map.walls())
                .containsExactly(new Wall(0, 1_000, 2_000, 2_000), new Wall(0, 0, 1_000, 1_000));
        assertThat(map.spawns())
                .containsExactly(
                        new Spawn(3_500, 2_500, Angle.HALF, false),
                        new Spawn(1_500, 500, 3 * Angle.QUARTER, true),
                        new Spawn(3_500, 500, Angle.QUARTER, false));
        assertThat(map.zones())
                .containsExactly(
                        new Zone(Zone.Kind.VAULT, 4_000, 1_000, 2_000, 2_000),
                        new Zone(Zone.Kind.EXIT, 4_000, 0, 1_000, 1_000));
    }

    @Test
    void refusesAZoneThatIsNoRectangle() {
        assertThatThrownBy(() -> Drawing.read("bent", ">$$\n.$."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vault: 3 cells (expected: one rectangle)");
    }

    @Test
    void refusesMapsThatTheArithmeticCannotHold() {
        var spawns = List.of(new Spawn(500, 500, 0, false));

        assertThatThrownBy(() -> new GameMap("wide", 92_001, 1_000, List.of(), spawns, List.of()))
                .hasMessage("map: 92001 x 1000 mm (expected: 1 to 92000 each)");
        assertThatThrownBy(
                        () -> new GameMap("empty", 1_000, 1_000, List.of(), List.of(), List.of()))
                .hasMessage("spawns: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new Wall(0, 0, 499, 1_000))
                .hasMessage("wall: 499 x 1000 mm (expected: >= 500 x 500)");
    }
}
