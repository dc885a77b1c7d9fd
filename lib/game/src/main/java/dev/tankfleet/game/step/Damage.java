package dev.tankfleet.game.step;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/** What a strike does: hit points, death, and points for the one who fired. */
final class Damage {

    private final Tanks tanks;
    private final Events events;
    private final Rules rules;

    Damage(World world) {
        tanks = world.tanks();
        events = world.events();
        rules = world.rules();
    }

    /** A tank that has just spawned takes nothing, and nobody is told of a hit. */
    void strike(int shooterId, int struck) {
        if (tanks.protection[struck] > 0) {
            return;
        }
        int struckId = tanks.id[struck];
        tanks.hitPoints[struck] = Math.max(0, tanks.hitPoints[struck] - rules.shell().damage());
        reward(shooterId, rules.mode().scorePerHit(), 0);
        events.add(Events.HIT, shooterId, struckId);
        if (tanks.hitPoints[struck] == 0) {
            die(struck);
            reward(shooterId, rules.mode().scorePerKill(), 1);
            events.add(Events.KILL, shooterId, struckId);
        }
    }

    private void die(int seat) {
        tanks.alive[seat] = 0;
        tanks.speed[seat] = 0;
        tanks.protection[seat] = 0;
        tanks.deaths[seat]++;
        tanks.respawn[seat] = rules.tank().respawnTicks();
    }

    /** Nobody is rewarded when the one who fired has left. */
    private void reward(int shooterId, int points, int kills) {
        int seat = tanks.seatOf(shooterId);
        if (seat >= 0) {
            tanks.score[seat] += points;
            tanks.kills[seat] += kills;
        }
    }
}
