package dev.tankfleet.game.predict;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.step.Step;
import dev.tankfleet.game.world.Inputs;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * The client's own tank as it will be when the server has heard of all inputs; owned by the
 * client's thread, allocates nothing after it is created.
 *
 * <p>The client counts steps, 30 a second by its own clock, asks for one input in each and sends it
 * under the number of the step; so an acknowledged input names a step. A state of the server puts
 * every tank where it truly was, and the steps that the server has not come to are driven again.
 * How many these are is a matter of time and not of what is acknowledged ({@link Lead}): while the
 * same input is held, states that jitter change nothing.
 *
 * <p>Other tanks are taken to go on as they were going. Only driving is foreseen; shots and hits
 * are the server's to tell.
 */
public final class OwnTank {

    /** The share of a step in {@link #look} is 0 to this. */
    public static final int WHOLE_STEP = Easing.WHOLE;

    /** A correction above this is shown at once: the tank was put elsewhere, mm. */
    public static final int SNAP_MM = 3_000;

    /** A client that missed more steps than this has no past to build upon. */
    public static final int MISSED_STEPS_MAX = SentInputs.STEPS_MAX / 2;

    private static final int TYPES = TankType.values().length;
    private static final int NOBODY = -1;
    private static final int HALF_MM = 1 << (Angle.ONE_BITS - 1);

    private final World world;
    private final Tanks tanks;
    private final Inputs inputs;
    private final Step rules;
    private final int holdSteps;
    private final SentInputs sent = new SentInputs();
    private final Lead lead = new Lead();
    private final Easing easing = new Easing();

    // Owned by the client's thread.
    private final int[] present;
    private int seat = NOBODY;
    private int step;
    private int stateTick;
    private int acknowledged;
    private boolean wasShown;
    private int shownX;
    private int shownY;
    private int shownHull;
    private int correctionMm;
    private int lookX;
    private int lookY;
    private int lookHull;
    private int lookTurret;

    private OwnTank(World world) {
        this.world = world;
        tanks = world.tanks();
        inputs = world.inputs();
        rules = Step.create(world);
        holdSteps = world.rules().inputHoldTicks();
        present = new int[world.stateInts()];
    }

    /** A tank on a map, unknown until the first state. */
    public static OwnTank create(GameMap map, Rules rules) {
        return new OwnTank(World.create(map, rules, 0));
    }

    /** Whether there is a tank to show: it is on the ground, and the server answers. */
    public boolean isDriving() {
        return seat != NOBODY && tanks.isAlive(seat) && lead.isKnown();
    }

    /** How far the last state moved the tank from where it was foreseen, mm. */
    public int correctionMm() {
        return correctionMm;
    }

    /**
     * Drives one step. Steps that were missed are driven with the input before, for as long as the
     * server holds it.
     *
     * @param newStep above the last one
     * @param throttle -1000 to 1000
     * @param turn -1000 to 1000, positive is counter-clockwise
     * @param aim 1/65,536 of a turn
     * @throws IllegalArgumentException when the step is not above the last one
     */
    public void drive(int newStep, int throttle, int turn, int aim) {
        if (newStep <= step) {
            throw new IllegalArgumentException(
                    "step: " + newStep + " (expected: above " + step + ")");
        }
        if (newStep - step > MISSED_STEPS_MAX) {
            forget();
        } else {
            catchUp(newStep);
        }
        step = newStep;
        sent.put(step, throttle, turn, aim);
        go(step);
        easing.step();
        world.save(present, 0);
    }

    /**
     * Opens a state of the server; {@link #tank} for each tank and {@link #endState} follow.
     *
     * @param tick above that of the last state
     * @param acknowledgedStep the newest input that the server has applied; 0 for none
     */
    public void beginState(int tick, int acknowledgedStep) {
        wasShown = isDriving();
        if (wasShown) {
            shownX = tanks.x[seat];
            shownY = tanks.y[seat];
            shownHull = tanks.hull[seat];
        }
        stateTick = tick;
        acknowledged = Math.min(acknowledgedStep, step);
        lead.onState(tick, acknowledged);
        for (int i = 0; i < tanks.seats(); i++) {
            tanks.alive[i] = 0;
        }
    }

    /**
     * One tank of the state. Of a tank or a type that is not known here nothing is taken.
     *
     * @param id above 0
     * @param type number of its type, as {@code TankType} has it
     * @param x mm
     * @param y mm
     * @param hull 1/65,536 of a turn
     * @param turret 1/65,536 of a turn
     * @param speed mm per tick, below zero backwards
     * @param isAlive whether it is on the ground
     */
    public void tank(
            int id, int type, int x, int y, int hull, int turret, int speed, boolean isAlive) {
        if (id <= 0 || type < 0 || type >= TYPES) {
            return;
        }
        int its = id % tanks.seats();
        tanks.id[its] = id;
        tanks.type[its] = type;
        tanks.alive[its] = isAlive ? 1 : 0;
        tanks.x[its] = x;
        tanks.y[its] = y;
        // The parts of a mm are not told; from the middle they err least.
        tanks.xCarry[its] = HALF_MM;
        tanks.yCarry[its] = HALF_MM;
        tanks.hull[its] = Angle.wrap(hull);
        tanks.turret[its] = Angle.wrap(turret);
        tanks.speed[its] = speed;
        inputs.throttle[its] = Integer.signum(speed) * Inputs.FULL;
        inputs.turn[its] = 0;
        inputs.aim[its] = tanks.turret[its];
    }

    /** Closes a state: drives again what the server has not come to. */
    public void endState(int ownId) {
        seat = ownId > 0 ? tanks.seatOf(ownId) : NOBODY;
        correctionMm = 0;
        if (!isDriving()) {
            easing.clear();
        } else {
            driveAgain();
            correct();
        }
        world.save(present, 0);
    }

    /** Forgets what was asked for up to now, as after a gap in the connection. */
    public void forget() {
        sent.clear();
        lead.clear(step);
        easing.clear();
    }

    /**
     * Looks at the tank between two steps, as if the next one were driven with this input; the
     * answer is in {@link #x}, {@link #y}, {@link #hull} and {@link #turret}.
     *
     * @param share how much of the next step has passed, 0 to {@link #WHOLE_STEP}
     */
    public void look(int throttle, int turn, int aim, int share) {
        int x = tanks.x[seat];
        int y = tanks.y[seat];
        int hull = tanks.hull[seat];
        int turret = tanks.turret[seat];
        inputs.set(seat, throttle, turn, aim, false, 0);
        rules.drive();
        lookX = x + (tanks.x[seat] - x) * share / WHOLE_STEP + easing.x(share);
        lookY = y + (tanks.y[seat] - y) * share / WHOLE_STEP + easing.y(share);
        lookHull = between(hull, tanks.hull[seat], share) + easing.hull(share);
        lookTurret = between(turret, tanks.turret[seat], share);
        world.restore(present, 0);
    }

    /** mm, of the last {@link #look}. */
    public int x() {
        return lookX;
    }

    /** mm, of the last {@link #look}. */
    public int y() {
        return lookY;
    }

    /** 0 to 65,535, of the last {@link #look}. */
    public int hull() {
        return Angle.wrap(lookHull);
    }

    /** 0 to 65,535, of the last {@link #look}. */
    public int turret() {
        return Angle.wrap(lookTurret);
    }

    private void catchUp(int newStep) {
        int last = step;
        for (int missed = last + 1; missed < newStep && sent.has(last); missed++) {
            boolean isHeld = missed - last <= holdSteps;
            sent.put(
                    missed,
                    isHeld ? sent.throttle(last) : 0,
                    isHeld ? sent.turn(last) : 0,
                    sent.aim(last));
            go(missed);
            easing.step();
        }
    }

    private void driveAgain() {
        int first = Math.max(lead.stepAt(stateTick) + 1, step - SentInputs.STEPS_MAX + 1);
        for (int again = first; again <= step; again++) {
            // The server never goes back to an input before the one it has.
            go(Math.max(again, acknowledged));
        }
    }

    private void correct() {
        if (!wasShown) {
            easing.clear();
            return;
        }
        int dx = shownX - tanks.x[seat];
        int dy = shownY - tanks.y[seat];
        if (Math.abs(dx) > SNAP_MM || Math.abs(dy) > SNAP_MM) {
            correctionMm = Math.max(Math.abs(dx), Math.abs(dy));
            easing.clear();
            return;
        }
        correctionMm = Angle.distance(dx, dy);
        easing.add(dx, dy, shownHull - tanks.hull[seat]);
    }

    /**
     * One step of all tanks, the own one by what was asked for; none while the server is silent for
     * longer than we remember.
     */
    private void go(int asked) {
        boolean isSilent = step - lead.acknowledged() > SentInputs.STEPS_MAX;
        if (isSilent || seat == NOBODY || !tanks.isAlive(seat)) {
            return;
        }
        if (sent.has(asked)) {
            inputs.set(seat, sent.throttle(asked), sent.turn(asked), sent.aim(asked), false, 0);
        }
        rules.drive();
    }

    private static int between(int from, int to, int share) {
        return from + Angle.difference(from, to) * share / WHOLE_STEP;
    }
}
