package dev.tankfleet.game.view;

import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * The tanks as everybody sees them, by seat; reads the world of the match's thread, holds nothing.
 *
 * <p>The numbers of a free seat are 0.
 */
public final class TankView {

    private final World world;
    private final Tanks tanks;

    TankView(World world) {
        this.world = world;
        tanks = world.tanks();
    }

    /** Number of seats; a seat is 0 to seats - 1. */
    public int seats() {
        return tanks.seats();
    }

    /** Whether somebody sits here. */
    public boolean isTaken(int seat) {
        return tanks.id[seat] != 0;
    }

    /** The tank's id, unique in the match; 0 for a free seat. */
    public int id(int seat) {
        return tanks.id[seat];
    }

    /** The seat of a tank, or -1 when it left. */
    public int seatOf(int tankId) {
        return tankId <= 0 ? -1 : tanks.seatOf(tankId);
    }

    /** Whether a bot drives. */
    public boolean isBot(int seat) {
        return tanks.bot[seat] != 0;
    }

    /** Its team; 0 where everyone is against everyone. */
    public int team(int seat) {
        return world.teamOf(seat);
    }

    /** Which type it is. */
    public TankType type(int seat) {
        return TankType.of(tanks.type[seat]);
    }

    /** What its type can do. */
    public TankRules rules(int seat) {
        return world.tankRules(seat);
    }

    /** The kind of shell in its gun. */
    public ShellKind loaded(int seat) {
        return ShellKind.of(tanks.loaded[seat]);
    }

    /** Whether it got out of the match and does not come back. */
    public boolean hasEscaped(int seat) {
        return tanks.escaped[seat] != 0;
    }

    /** Whether two tanks are against each other. */
    public boolean areEnemies(int seat, int other) {
        return seat != other && (team(seat) == ModeRules.NO_TEAM || team(seat) != team(other));
    }

    /** Whether it is on the ground. */
    public boolean isAlive(int seat) {
        return tanks.isAlive(seat);
    }

    /** Whether shells do no damage, shortly after a spawn. */
    public boolean isProtected(int seat) {
        return tanks.protection[seat] > 0;
    }

    /** Centre in mm from the map's left edge; of a dead tank, where it died. */
    public int x(int seat) {
        return tanks.x[seat];
    }

    /** Centre in mm from the map's lower edge. */
    public int y(int seat) {
        return tanks.y[seat];
    }

    /** Where the hull points, 0 to 65,535. */
    public int hull(int seat) {
        return tanks.hull[seat];
    }

    /** Where the gun points in the world, 0 to 65,535. */
    public int turret(int seat) {
        return tanks.turret[seat];
    }

    /** Along the hull, mm per tick; below zero backwards. */
    public int speed(int seat) {
        return tanks.speed[seat];
    }

    /** Hit points left. */
    public int hitPoints(int seat) {
        return tanks.hitPoints[seat];
    }

    /** Points. */
    public int score(int seat) {
        return tanks.score[seat];
    }

    /** Tanks it destroyed. */
    public int kills(int seat) {
        return tanks.kills[seat];
    }

    /** Times it was destroyed. */
    public int deaths(int seat) {
        return tanks.deaths[seat];
    }

    /** How many people sit here, bots not counted. */
    public int people() {
        int people = 0;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (isTaken(seat) && !isBot(seat)) {
                people++;
            }
        }
        return people;
    }

    /** How many bots sit here. */
    public int bots() {
        int bots = 0;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            bots += tanks.bot[seat];
        }
        return bots;
    }
}
