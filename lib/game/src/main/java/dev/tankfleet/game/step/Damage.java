package dev.tankfleet.game.step;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellRules;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.Shells;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * What shells do to tanks: hit points, death, and points for the one who fired; owned by the
 * match's thread.
 */
final class Damage {

    private static final int PERMILLE = 1_000;

    private final World world;
    private final Tanks tanks;
    private final Shells shells;
    private final Ground ground;
    private final Events events;
    private final Rules rules;
    private final int friendlyFirePermille;

    Damage(World world) {
        this.world = world;
        tanks = world.tanks();
        shells = world.shells();
        ground = world.ground();
        events = world.events();
        rules = world.rules();
        friendlyFirePermille =
                switch (rules.mode().goal()) {
                    case Goal.Kills unused -> PERMILLE;
                    case Goal.Heist heist -> heist.friendlyFirePermille();
                };
    }

    /** A shell strikes a tank, whose armour counts by the side that is struck. */
    void strike(int slot, int struck) {
        int armour = armourAgainst(struck, shells.angle[slot] + Angle.HALF);
        int damage = rules.shell(shells.kind[slot]).damageThrough(armour);
        hurt(slot, struck, damage, Events.HIT);
    }

    /**
     * A shell that bursts hurts everybody around but the one that it struck, the one who fired
     * included. Walls are shelter.
     */
    void burst(int slot, int struck) {
        ShellRules shell = rules.shell(shells.kind[slot]);
        if (!shell.isBursting()) {
            return;
        }
        events.addBurst(shells.owner[slot], shells.x[slot], shells.y[slot]);
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (seat != struck && tanks.isAlive(seat)) {
                splash(slot, shell, seat);
            }
        }
    }

    private void splash(int slot, ShellRules shell, int seat) {
        int x = shells.x[slot];
        int y = shells.y[slot];
        int radius = world.tankRules(seat).radiusMm();
        int reach = shell.splashMm() + radius;
        if (!Tanks.overlap(x, y, tanks.x[seat], tanks.y[seat], reach)
                || ground.isLineBlocked(x, y, tanks.x[seat], tanks.y[seat], 0)) {
            return;
        }
        int dx = x - tanks.x[seat];
        int dy = y - tanks.y[seat];
        int distance = Math.max(0, Angle.distance(dx, dy) - radius);
        int damage = shell.splashThrough(armourAgainst(seat, Angle.of(dx, dy)), distance);
        hurt(slot, seat, damage, Events.SPLASH);
    }

    /** In permille, against what comes from this direction. */
    private int armourAgainst(int seat, int towards) {
        TankRules tank = world.tankRules(seat);
        return tank.armour().permilleAgainst(tanks.hull[seat], towards);
    }

    /** A tank that has just spawned takes nothing, and nobody is told of a hit. */
    private void hurt(int slot, int struck, int damage, int event) {
        int shooterId = shells.owner[slot];
        int struckId = tanks.id[struck];
        boolean isFriend = shooterId != struckId && isFriend(slot, struck);
        int taken = isFriend ? damage * friendlyFirePermille / PERMILLE : damage;
        if (tanks.protection[struck] > 0 || taken <= 0) {
            return;
        }
        boolean isEnemy = shooterId != struckId && !isFriend;
        tanks.hitPoints[struck] = Math.max(0, tanks.hitPoints[struck] - taken);
        events.add(event, shooterId, struckId);
        if (isEnemy) {
            reward(shooterId, rules.mode().score().perHit(), 0);
        }
        if (tanks.hitPoints[struck] == 0) {
            die(struck);
            events.add(Events.KILL, shooterId, struckId);
            if (isEnemy) {
                reward(shooterId, rules.mode().score().perKill(), 1);
            }
        }
    }

    private boolean isFriend(int slot, int struck) {
        int team = world.teamOf(struck);
        return team != ModeRules.NO_TEAM && team == shells.team[slot];
    }

    private void die(int seat) {
        tanks.alive[seat] = 0;
        tanks.speed[seat] = 0;
        tanks.protection[seat] = 0;
        tanks.deaths[seat]++;
        tanks.respawn[seat] =
                tanks.bot[seat] != 0
                        ? rules.mode().spawn().botTicks()
                        : rules.mode().spawn().peopleTicks();
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
