package dev.tankfleet.game.world;

/**
 * The tanks, one per seat: column [seat]; owned by the match's thread. A free seat is all zeros.
 */
public final class Tanks {

    /** 0 while the seat is free; else unique in the match, and {@code id % seats} is the seat. */
    public final int[] id;

    /** 1 when a bot drives. */
    public final int[] bot;

    /** Which type it is: a number of a type. */
    public final int[] type;

    /** 1 when on the ground; 0 when it waits for its return. */
    public final int[] alive;

    /** Centre, mm. */
    public final int[] x;

    /** Centre, mm. */
    public final int[] y;

    /** The part of a mm along x that is not driven yet, in 1/16,384. */
    public final int[] xCarry;

    /** The part of a mm along y that is not driven yet, in 1/16,384. */
    public final int[] yCarry;

    /** Along the hull, mm per tick; below zero backwards. */
    public final int[] speed;

    /** Where the hull points, 1/65,536 of a turn. */
    public final int[] hull;

    /** Where the gun points in the world, 1/65,536 of a turn. */
    public final int[] turret;

    /** Hit points left, 0 when not alive. */
    public final int[] hitPoints;

    /** The kind of shell in the gun: a number of a kind. */
    public final int[] loaded;

    /** Ticks until the gun is ready. */
    public final int[] reload;

    /** Ticks for which shells still do no damage. */
    public final int[] protection;

    /** Ticks until a tank that is not alive may return. */
    public final int[] respawn;

    /** 1 when it got out of the match: it does not come back. */
    public final int[] escaped;

    /** Points. */
    public final int[] score;

    /** Tanks it destroyed. */
    public final int[] kills;

    /** Times it was destroyed. */
    public final int[] deaths;

    private final int[][] columns;

    Tanks(State state, int seats) {
        id = state.column(seats);
        bot = state.column(seats);
        type = state.column(seats);
        alive = state.column(seats);
        x = state.column(seats);
        y = state.column(seats);
        xCarry = state.column(seats);
        yCarry = state.column(seats);
        speed = state.column(seats);
        hull = state.column(seats);
        turret = state.column(seats);
        hitPoints = state.column(seats);
        loaded = state.column(seats);
        reload = state.column(seats);
        protection = state.column(seats);
        respawn = state.column(seats);
        escaped = state.column(seats);
        score = state.column(seats);
        kills = state.column(seats);
        deaths = state.column(seats);
        columns =
                new int[][] {
                    id,
                    bot,
                    type,
                    alive,
                    x,
                    y,
                    xCarry,
                    yCarry,
                    speed,
                    hull,
                    turret,
                    hitPoints,
                    loaded,
                    reload,
                    protection,
                    respawn,
                    escaped,
                    score,
                    kills,
                    deaths
                };
    }

    /** The number of seats, free ones included. */
    public int seats() {
        return id.length;
    }

    /** Whether a tank on the ground belongs to this seat. */
    public boolean isAlive(int seat) {
        return alive[seat] != 0;
    }

    /** Whether a person sits here, on the ground or not. */
    public boolean isPerson(int seat) {
        return id[seat] != 0 && bot[seat] == 0;
    }

    /** The seat whose tank has this id, or -1 when that tank left the match. */
    public int seatOf(int tankId) {
        int seat = tankId % id.length;
        return id[seat] == tankId ? seat : -1;
    }

    /** Whether discs around two points are nearer to each other than {@code reach} mm. */
    public static boolean overlap(int x1, int y1, int x2, int y2, int reach) {
        int dx = x1 - x2;
        int dy = y1 - y2;
        // The first two comparisons keep the squares small.
        return Math.abs(dx) < reach && Math.abs(dy) < reach && dx * dx + dy * dy < reach * reach;
    }

    void clear(int seat) {
        for (int[] column : columns) {
            column[seat] = 0;
        }
    }
}
