package dev.tankfleet.game.view;

import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.world.Objective;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * What there is to reach, as everybody sees it; reads the world of the match's thread, holds
 * nothing. All zeros in a mode with nothing to reach.
 */
public final class ObjectiveView {

    private static final int WHOLE_PERMILLE = 1_000;

    private final Objective objective;
    private final Tanks tanks;
    private final ModeRules mode;

    ObjectiveView(World world) {
        objective = world.objective();
        tanks = world.tanks();
        mode = world.rules().mode();
    }

    /** Whether the mode has something to reach. */
    public boolean isGiven() {
        return mode.goal() instanceof Goal.Heist;
    }

    /** How far the people have come. */
    public Stage stage() {
        return switch (objective.stage()) {
            case Objective.HOLD -> Stage.HOLD;
            case Objective.ESCAPE -> Stage.ESCAPE;
            default -> Stage.REACH;
        };
    }

    /** How much of the vault's time has been held, 0 to 1000. */
    public int heldPermille() {
        return mode.goal() instanceof Goal.Heist heist
                ? Math.min(
                        WHOLE_PERMILLE, objective.heldTicks() * WHOLE_PERMILLE / heist.holdTicks())
                : 0;
    }

    /** How often destroyed people may still return, all of them together. */
    public int lives() {
        return objective.lives();
    }

    /** How many of the people here got out. */
    public int escaped() {
        int escaped = 0;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            escaped += tanks.escaped[seat];
        }
        return escaped;
    }

    /** How many of the people here must get out. */
    public int escapesNeeded() {
        int people = 0;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            people += tanks.isPerson(seat) ? 1 : 0;
        }
        return mode.goal() instanceof Goal.Heist heist ? heist.escapesNeeded(people) : 0;
    }

    /** How far the people of a heist have come. */
    public enum Stage {
        /** Nobody has been in the vault for long enough to matter. */
        REACH("reach"),
        /** The vault's time runs. */
        HOLD("hold"),
        /** The vault is empty; now for the exit. */
        ESCAPE("escape");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        /** The name that clients see. */
        public String word() {
            return word;
        }
    }
}
