package dev.tankfleet.webclient.teavm;

import dev.tankfleet.game.predict.OwnTank;

import org.teavm.jso.JSExport;

/** {@link OwnTank} for the page's modules; owned by the page's thread. */
public final class PredictedTank {

    /** Numbers of one tank in a state: id, type, x, y, hull, turret, speed, alive. */
    private static final int TANK = 8;

    private final OwnTank tank;

    /** A tank on a map of this name, in a mode of this name. */
    @JSExport
    public PredictedTank(String mapId, String modeId) {
        tank = OwnTank.create(GameModule.mapOf(mapId), GameModule.rulesOf(modeId));
    }

    @JSExport
    public boolean isDriving() {
        return tank.isDriving();
    }

    @JSExport
    public void drive(int step, int throttle, int turn, int aim) {
        tank.drive(step, throttle, turn, aim);
    }

    /** A whole state of the server: {@link #TANK} numbers for each tank. */
    @JSExport
    public void state(int tick, int acknowledgedStep, int ownId, int[] tanks) {
        tank.beginState(tick, acknowledgedStep);
        for (int i = 0; i + TANK <= tanks.length; i += TANK) {
            tank.tank(
                    tanks[i],
                    tanks[i + 1],
                    tanks[i + 2],
                    tanks[i + 3],
                    tanks[i + 4],
                    tanks[i + 5],
                    tanks[i + 6],
                    tanks[i + 7] != 0);
        }
        tank.endState(ownId);
    }

    @JSExport
    public void forget() {
        tank.forget();
    }

    /** As {@link OwnTank#look}; the share is 0 to 1024. */
    @JSExport
    public void look(int throttle, int turn, int aim, int share) {
        tank.look(throttle, turn, aim, share);
    }

    @JSExport
    public int x() {
        return tank.x();
    }

    @JSExport
    public int y() {
        return tank.y();
    }

    @JSExport
    public int hull() {
        return tank.hull();
    }

    @JSExport
    public int turret() {
        return tank.turret();
    }
}
