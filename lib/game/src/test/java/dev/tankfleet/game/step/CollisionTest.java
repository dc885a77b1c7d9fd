package dev.tankfleet.game.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.world.Tanks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

final class CollisionTest {

    private static final int SEATS = 16;
    private static final int TICKS = 1_500;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void keepsTanksOutOfWallsAndOfEachOther(int seed) {
        var random = new Random(seed);
        Arena arena = new Arena(Maps.all().get(seed % 2));
        for (int seat = 0; seat < SEATS; seat++) {
            arena.world.seat(seat, false, TankType.of(seat % 3));
        }

        for (int tick = 0; tick < TICKS; tick++) {
            for (int seat = 0; seat < SEATS; seat++) {
                if (random.nextInt(10) == 0) {
                    arena.drive(seat, random.nextInt(-300, 1_700), random.nextInt(-1_500, 1_500));
                    arena.world.inputs().fire[seat] = random.nextInt(2);
                    arena.world.inputs().aim[seat] = random.nextInt(65_536);
                }
            }
            arena.step();
            assertApart(arena);
        }
    }

    private static void assertApart(Arena arena) {
        Tanks tanks = arena.world.tanks();
        Ground ground = arena.world.ground();
        for (int seat = 0; seat < SEATS; seat++) {
            if (!tanks.isAlive(seat)) {
                continue;
            }
            int radius = arena.world.tankRules(seat).radiusMm();
            assertThat(ground.isBlocked(arena.x(seat), arena.y(seat), radius)).isFalse();
            for (int other = 0; other < seat; other++) {
                long dx = (long) arena.x(seat) - arena.x(other);
                long dy = (long) arena.y(seat) - arena.y(other);
                if (tanks.isAlive(other)) {
                    long reach = radius + arena.world.tankRules(other).radiusMm();
                    assertThat(dx * dx + dy * dy).isGreaterThanOrEqualTo(reach * reach);
                }
            }
        }
    }
}
