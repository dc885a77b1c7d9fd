package dev.tankfleet.game.step;

import dev.tankfleet.game.map.Spawn;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.Inputs;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

import java.util.List;

/**
 * Brings waiting tanks onto the ground, far from the others, and ends their protection in time;
 * owned by the match's thread.
 */
final class Spawning {

    /** Beyond this distance one place is as good as another, mm. */
    private static final int SAFE_MM = 20_000;

    /** How much chance may outweigh distance, mm. */
    private static final int CHANCE_MM = 8_000;

    private static final int NONE = -1;

    private final World world;
    private final Tanks tanks;
    private final Inputs inputs;
    private final Events events;
    private final List<Spawn> places;
    private final ModeRules mode;

    Spawning(World world) {
        this.world = world;
        tanks = world.tanks();
        inputs = world.inputs();
        events = world.events();
        places = world.map().spawns();
        mode = world.rules().mode();
    }

    void run() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat)) {
                tanks.protection[seat] = Math.max(0, tanks.protection[seat] - 1);
            } else if (tanks.id[seat] != 0 && tanks.escaped[seat] == 0) {
                tanks.respawn[seat] = Math.max(0, tanks.respawn[seat] - 1);
                if (tanks.respawn[seat] == 0 && (!isLifeNeeded(seat) || hasLife())) {
                    spawn(seat);
                }
            }
        }
    }

    /** People of a team share their returns; to come for the first time is free. */
    private boolean isLifeNeeded(int seat) {
        return mode.goal() instanceof Goal.Heist && tanks.bot[seat] == 0 && tanks.deaths[seat] > 0;
    }

    private boolean hasLife() {
        return world.objective().lives() > 0;
    }

    /** When every place is taken, the tank waits for the next tick. */
    private void spawn(int seat) {
        int place = choosePlace(seat);
        if (place == NONE) {
            return;
        }
        if (isLifeNeeded(seat)) {
            world.objective().spendLife();
        }
        TankRules rules = world.tankRules(seat);
        Spawn spawn = places.get(place);
        tanks.alive[seat] = 1;
        tanks.x[seat] = spawn.x();
        tanks.y[seat] = spawn.y();
        tanks.xCarry[seat] = 0;
        tanks.yCarry[seat] = 0;
        tanks.speed[seat] = 0;
        tanks.hull[seat] = spawn.angle();
        tanks.turret[seat] = spawn.angle();
        tanks.hitPoints[seat] = rules.hitPoints();
        tanks.loaded[seat] = inputs.ability[seat];
        tanks.reload[seat] = world.rules().reloadTicks(tanks.type[seat], tanks.loaded[seat]);
        tanks.protection[seat] = mode.spawn().protectionTicks();
        inputs.aim[seat] = spawn.angle();
        events.add(Events.SPAWN, tanks.id[seat], 0);
    }

    private int choosePlace(int seat) {
        int best = NONE;
        int bestWorth = 0;
        for (int place = 0; place < places.size(); place++) {
            if (!isMeantFor(seat, places.get(place))) {
                continue;
            }
            int free = roomAround(seat, places.get(place));
            int worth = Math.min(free, SAFE_MM) + world.random(CHANCE_MM);
            if (free >= 0 && (best == NONE || worth > bestWorth)) {
                best = place;
                bestWorth = worth;
            }
        }
        return best;
    }

    /** Where people play against bots, the bots have places of their own. */
    private boolean isMeantFor(int seat, Spawn place) {
        return !mode.hasTeams() || place.isGuarded() == (tanks.bot[seat] != 0);
    }

    /**
     * From the edge of the tank, if it were here, to that of the nearest one; the larger of the two
     * distances along the axes counts.
     */
    private int roomAround(int newcomer, Spawn place) {
        int radius = world.tankRules(newcomer).radiusMm();
        int nearest = Integer.MAX_VALUE;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat)) {
                int dx = Math.abs(tanks.x[seat] - place.x());
                int dy = Math.abs(tanks.y[seat] - place.y());
                int reach = radius + world.tankRules(seat).radiusMm();
                nearest = Math.min(nearest, Math.max(dx, dy) - reach);
            }
        }
        return nearest;
    }
}
