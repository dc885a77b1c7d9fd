package dev.tankfleet.local.demo;

import dev.tankfleet.player.match.WorldState;
import dev.tankfleet.player.match.WorldState.Tank;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Follows one tank through its states and compares its way with what was commanded. Owned by the
 * thread that hears the states.
 *
 * <p>A step counts if it is at least {@value #STEP_MIN_METRES} m long, within three ticks, and no
 * respawn lies in it.
 */
final class Track {
    private static final double STEP_MIN_METRES = 0.02;
    private static final double RESPAWN_METRES = 3;
    private static final int GAP_MAX_TICKS = 3;

    /** Cosine of 15°: hull and way, both rounded to what the frames carry. */
    private static final double ALONG_MIN = 0.966;

    private static final int STOP_TICKS = 30;

    /** Half a second: a tank has turned round from full speed. */
    private static final int SETTLED_TICKS = 15;

    private final Script script;
    private final int tankId;

    // Owned by the thread that hears the states.
    private @Nullable WorldState last;
    private int stoppedAtTick = -1;
    private int commandSinceTick;
    private double metres;
    private double stillMetres;
    private int steps;
    private int stepsAside;
    private int settledSteps;
    private int stepsAgainstCommand;
    private int states;
    private int ticksNotRising;
    private int inputsNotRising;

    Track(Script script, int tankId) {
        this.script = script;
        this.tankId = tankId;
    }

    void onState(WorldState state) {
        states++;
        var before = last;
        last = state;
        if (stoppedAtTick < 0 && state.lastInputSeq() >= script.stillFrom()) {
            stoppedAtTick = state.tick();
        }
        if (before == null) {
            commandSinceTick = state.tick();
            return;
        }
        if (!isSameCommand(before.lastInputSeq(), state.lastInputSeq())) {
            commandSinceTick = state.tick();
        }
        if (state.tick() <= before.tick()) {
            ticksNotRising++;
        }
        if (state.lastInputSeq() < before.lastInputSeq()) {
            inputsNotRising++;
        }
        var from = before.tank(tankId).filter(Tank::alive);
        var to = state.tank(tankId).filter(Tank::alive);
        if (from.isPresent() && to.isPresent()) {
            step(from.get(), to.get(), state, state.tick() - before.tick());
        }
    }

    private void step(Tank from, Tank to, WorldState state, int ticks) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.hypot(dx, dy);
        if (length > RESPAWN_METRES || ticks > GAP_MAX_TICKS) {
            return;
        }
        if (stoppedAtTick >= 0 && state.tick() > stoppedAtTick + STOP_TICKS) {
            stillMetres += length;
        }
        metres += length;
        if (length < STEP_MIN_METRES) {
            return;
        }
        steps++;
        double hull = Math.toRadians((from.hullDegrees() + shortTurn(from, to) / 2));
        double along = (dx * Math.cos(hull) + dy * Math.sin(hull)) / length;
        if (Math.abs(along) < ALONG_MIN) {
            stepsAside++;
        }
        int throttle = script.throttle(state.lastInputSeq());
        if (throttle != 0 && state.tick() - commandSinceTick >= SETTLED_TICKS) {
            settledSteps++;
            stepsAgainstCommand += Math.signum(along) == throttle ? 0 : 1;
        }
    }

    /**
     * Whether no input of a stretch asked for another way than its last: a state after a stall may
     * take in many at once.
     */
    private boolean isSameCommand(int fromSeq, int toSeq) {
        for (int seq = fromSeq; seq < toSeq; seq++) {
            if (script.throttle(seq) != script.throttle(toSeq)) {
                return false;
            }
        }
        return true;
    }

    private static double shortTurn(Tank from, Tank to) {
        double turn = (to.hullDegrees() - from.hullDegrees()) % 360;
        if (turn > 180) {
            return turn - 360;
        }
        return turn < -180 ? turn + 360 : turn;
    }

    /** Metres that the tank went. */
    double metres() {
        return metres;
    }

    /** Metres that it went later than a second after its hull was left alone. */
    double stillMetres() {
        return stillMetres;
    }

    /** Steps long enough to have a direction. */
    int steps() {
        return steps;
    }

    /** Steps that did not lead along the hull. */
    int stepsAside() {
        return stepsAside;
    }

    /** Steps while one way was commanded for half a second of ticks and more. */
    int settledSteps() {
        return settledSteps;
    }

    /** Those of them that led the other way. */
    int stepsAgainstCommand() {
        return stepsAgainstCommand;
    }

    int states() {
        return states;
    }

    int ticksNotRising() {
        return ticksNotRising;
    }

    int inputsNotRising() {
        return inputsNotRising;
    }

    /** The newest state. */
    Optional<WorldState> last() {
        return Optional.ofNullable(last);
    }
}
