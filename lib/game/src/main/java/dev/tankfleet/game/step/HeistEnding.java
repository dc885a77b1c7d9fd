package dev.tankfleet.game.step;

import dev.tankfleet.game.map.Zone;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.Objective;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * Leads a heist from stage to stage, and ends it when enough people got out, when nobody is left or
 * when the time is over; owned by the match's thread.
 */
final class HeistEnding implements Ending {

    private final World world;
    private final Tanks tanks;
    private final Objective objective;
    private final Goal.Heist goal;
    private final Zone vault;
    private final Zone exit;

    HeistEnding(World world, Goal.Heist goal) {
        this.world = world;
        this.goal = goal;
        tanks = world.tanks();
        objective = world.objective();
        vault = world.map().zone(Zone.Kind.VAULT);
        exit = world.map().zone(Zone.Kind.EXIT);
    }

    @Override
    public void run() {
        if (objective.stage() == Objective.ESCAPE) {
            letOut();
        } else {
            hold();
        }
        int people = count(Who.SEATED);
        if (people > 0 && count(Who.ESCAPED) >= goal.escapesNeeded(people)) {
            world.end(World.ENDED_BY_ESCAPE);
        } else if (people > 0 && objective.lives() == 0 && count(Who.LEFT_TO_PLAY) == 0) {
            world.end(World.ENDED_BY_WIPE);
        } else if (world.tick() >= world.rules().mode().ticksMax()) {
            world.end(World.ENDED_BY_TIME);
        }
    }

    /** The vault's time runs while somebody stands in it, and runs back while nobody does. */
    private void hold() {
        int held = objective.heldTicks();
        if (isAnybodyIn(vault)) {
            objective.toStage(Objective.HOLD);
            held++;
            boolean isBest = objective.hold(held);
            if (isBest && held % Rules.TICKS_PER_SECOND == 0) {
                rewardThoseIn(vault, world.rules().mode().score().perHeldSecond());
            }
        } else {
            held = Math.max(0, held - goal.fallPerTick());
            objective.hold(held);
        }
        if (held >= goal.holdTicks()) {
            objective.toStage(Objective.ESCAPE);
        } else if (held == 0) {
            objective.toStage(Objective.REACH);
        }
    }

    private void letOut() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (isIn(seat, exit)) {
                tanks.alive[seat] = 0;
                tanks.speed[seat] = 0;
                tanks.escaped[seat] = 1;
                tanks.score[seat] += world.rules().mode().score().perEscape();
                world.events().add(Events.ESCAPE, tanks.id[seat], 0);
            }
        }
    }

    private void rewardThoseIn(Zone zone, int points) {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (isIn(seat, zone)) {
                tanks.score[seat] += points;
            }
        }
    }

    private boolean isAnybodyIn(Zone zone) {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (isIn(seat, zone)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(int seat, Zone zone) {
        return tanks.isPerson(seat)
                && tanks.isAlive(seat)
                && zone.contains(tanks.x[seat], tanks.y[seat]);
    }

    private int count(Who who) {
        int count = 0;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isPerson(seat) && is(who, seat)) {
                count++;
            }
        }
        return count;
    }

    private boolean is(Who who, int seat) {
        return switch (who) {
            case SEATED -> true;
            case ESCAPED -> tanks.escaped[seat] != 0;
            // Who has never been destroyed is on the ground or about to come.
            case LEFT_TO_PLAY ->
                    tanks.escaped[seat] == 0 && (tanks.isAlive(seat) || tanks.deaths[seat] == 0);
        };
    }

    /** Which people are counted. */
    private enum Who {
        SEATED,
        ESCAPED,
        LEFT_TO_PLAY
    }
}
