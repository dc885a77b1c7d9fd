package dev.tankfleet.game.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;

final class GroundTest {

    private static final int REACH = 1_200;
    private static final Ground GROUND = Ground.of(Maps.crossfire());

    /** The line test rounds to 4 mm; so the slow way asks with a little more and a little less. */
    @Test
    void seesTheSameWallsAsAWalkAlongTheLine() {
        var random = new Random(3);
        int blocked = 0;
        for (int i = 0; i < 5_000; i++) {
            int fromX = random.nextInt(50, 60_000 - 50);
            int fromY = random.nextInt(50, 40_000 - 50);
            int toX = random.nextInt(50, 60_000 - 50);
            int toY = random.nextInt(50, 40_000 - 50);

            boolean isBlocked = GROUND.isLineBlocked(fromX, fromY, toX, toY, 0);

            blocked += isBlocked ? 1 : 0;
            if (isBlocked) {
                assertThat(meetsWall(fromX, fromY, toX, toY, 16)).isTrue();
            } else {
                assertThat(meetsWall(fromX, fromY, toX, toY, -16)).isFalse();
            }
        }
        assertThat(blocked).isBetween(1_000, 4_000);
    }

    @Test
    void stopsASlideExactlyAtTheWall() {
        var random = new Random(4);
        int stopped = 0;
        for (int i = 0; i < 50_000; i++) {
            int x = random.nextInt(REACH, 60_000 - REACH);
            int y = random.nextInt(REACH, 40_000 - REACH);
            int way = random.nextInt(-400, 401);
            if (GROUND.isBlocked(x, y, REACH)) {
                continue;
            }

            int endX = GROUND.slideX(x, y, way, REACH);
            int endY = GROUND.slideY(x, y, way, REACH);

            assertThat(GROUND.isBlocked(endX, y, REACH)).isFalse();
            assertThat(GROUND.isBlocked(x, endY, REACH)).isFalse();
            if (endX != x + way) {
                stopped++;
                assertThat(GROUND.isBlocked(endX + Integer.signum(way), y, REACH)).isTrue();
            }
            if (endY != y + way) {
                assertThat(GROUND.isBlocked(x, endY + Integer.signum(way), REACH)).isTrue();
            }
        }
        assertThat(stopped).isGreaterThan(500);
    }

    @Test
    void countsTheOuterEdgesAsWalls() {
        assertThat(GROUND.isBlocked(REACH, REACH, REACH)).isFalse();
        assertThat(GROUND.isBlocked(REACH - 1, REACH, REACH)).isTrue();
        assertThat(GROUND.isBlocked(REACH, 40_000 - REACH + 1, REACH)).isTrue();
    }

    private static boolean meetsWall(int fromX, int fromY, int toX, int toY, int reach) {
        int steps = 20_000;
        for (int i = 0; i <= steps; i++) {
            int x = fromX + (int) ((long) (toX - fromX) * i / steps);
            int y = fromY + (int) ((long) (toY - fromY) * i / steps);
            if (GROUND.isBlocked(x, y, reach)) {
                return true;
            }
        }
        return false;
    }
}
