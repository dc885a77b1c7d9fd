package dev.tankfleet.game.bot;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Zone;
import dev.tankfleet.game.view.ObjectiveView;
import dev.tankfleet.game.view.WorldView;

/**
 * What guards guard: the vault as long as it is worth it, then the exit; owned by the match's
 * thread.
 */
final class Posts {

    /** They walk around it at about this distance from its middle, mm. */
    private static final int AROUND_MM = 6_000;

    /** In so many stages once around. */
    private static final int STAGES = 8;

    private final WorldView view;

    Posts(WorldView view) {
        this.view = view;
    }

    /** Whether there is anything to guard. */
    boolean isGiven() {
        return view.objective().isGiven();
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
        return view.map()
                .zone(
                        view.objective().stage() == ObjectiveView.Stage.ESCAPE
                                ? Zone.Kind.EXIT
                                : Zone.Kind.VAULT);
    }
}
