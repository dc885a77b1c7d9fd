package dev.tankfleet.game.step;

import dev.tankfleet.game.map.Spawn;
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
    private final TankRules rules;

    Spawning(World world) {
        this.world = world;
        tanks = world.tanks();
        inputs = world.inputs();
        events = world.events();
        places = world.map().spawns();
        rules = world.rules().tank();
    }

    void run() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat)) {
                tanks.protection[seat] = Math.max(0, tanks.protection[seat] - 1);
            } else if (tanks.id[seat] != 0) {
                tanks.respawn[seat] = Math.max(0, tanks.respawn[seat] - 1);
                if (tanks.respawn[seat] == 0) {
                    spawn(seat);
                }
            }
        }
    }

    /** When every place is taken, the tank waits for the next tick. */
    private void spawn(int seat) {
        int place = choosePlace();
        if (place == NONE) {
            return;
        }
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
        tanks.reload[seat] = rules.reloadTicks();
        tanks.protection[seat] = rules.protectionTicks();
        inputs.aim[seat] = spawn.angle();
        events.add(Events.SPAWN, tanks.id[seat], 0);
    }

    private int choosePlace() {
        int best = NONE;
        int bestWorth = 0;
        for (int place = 0; place < places.size(); place++) {
            int free = distanceToNearest(places.get(place));
            int worth = Math.min(free, SAFE_MM) + world.random(CHANCE_MM);
            if (free >= 2 * rules.radiusMm() && (best == NONE || worth > bestWorth)) {
                best = place;
                bestWorth = worth;
            }
        }
        return best;
    }

    /** The larger of the two distances along the axes counts. */
    private int distanceToNearest(Spawn place) {
        int nearest = Integer.MAX_VALUE;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat)) {
                int dx = Math.abs(tanks.x[seat] - place.x());
                int dy = Math.abs(tanks.y[seat] - place.y());
                nearest = Math.min(nearest, Math.max(dx, dy));
            }
        }
        return nearest;
    }
}
