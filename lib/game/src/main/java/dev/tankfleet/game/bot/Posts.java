package dev.tankfleet.game.bot;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Zone;
import dev.tankfleet.game.view.ObjectiveView;
import dev.tankfleet.game.view.WorldView;

import java.util.List;

/**
 * What guards guard: the vault as long as it is worth it, then the exit; owned by the match's
 * thread.
 */
final class Posts {

    /** They walk around it at about this distance from its middle, mm. */
    private static final int AROUND_MM = 6_000;

    /** In so many stages once around. */
    private static final int STAGES = 8;

    private static final int VAULT = 0;
    private static final int EXIT = 1;

    private final WorldView view;

    /**
     * Vault and exit; empty where there is nothing to guard. Looking them up anew would allocate.
     */
    private final List<Zone> zones;

    Posts(WorldView view) {
        this.view = view;
        zones =
                view.objective().isGiven()
                        ? List.of(view.map().zone(Zone.Kind.VAULT), view.map().zone(Zone.Kind.EXIT))
                        : List.of();
    }

    /** Whether there is anything to guard. */
    boolean isGiven() {
        return !zones.isEmpty();
    }

    /** Where a guard goes at this stage of its walk, mm; the place itself may be a wall. */
    int x(int stage) {
        int x = zone().middleX() + ((AROUND_MM * Angle.cos(angle(stage))) >> Angle.ONE_BITS);
        return within(x, view.map().width());
    }

    /** Where a guard goes at this stage of its walk, mm. */
    int y(int stage) {
        int y = zone().middleY() + ((AROUND_MM * Angle.sin(angle(stage))) >> Angle.ONE_BITS);
        return within(y, view.map().height());
    }

    private static int within(int at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }

    private static int angle(int stage) {
        return stage % STAGES * (Angle.TURN / STAGES);
    }

    private Zone zone() {
        boolean isEscape = view.objective().stage() == ObjectiveView.Stage.ESCAPE;
        return zones.get(isEscape ? EXIT : VAULT);
    }
}
