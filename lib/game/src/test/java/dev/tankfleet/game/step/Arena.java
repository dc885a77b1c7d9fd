package dev.tankfleet.game.step;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Spawn;
import dev.tankfleet.game.map.Wall;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.World;

import java.util.List;

/** A world whose tanks a test puts where it wants them. */
final class Arena {

    static final TankRules TANK = Rules.freeForAll().tank(TankType.MEDIUM);

    final World world;
    private final Step step;

    Arena(GameMap map) {
        this(map, Rules.freeForAll());
    }

    Arena(GameMap map, Rules rules) {
        world = World.create(map, rules, 1);
        step = Step.create(world);
    }

    /** 60 m x 40 m with nothing but these walls, and a spawn in the lower left corner. */
    static Arena with(Wall... walls) {
        return new Arena(
                new GameMap(
                        "test",
                        60_000,
                        40_000,
                        List.of(walls),
                        List.of(new Spawn(1_500, 1_500, 0, false)),
                        List.of()));
    }

    /** Puts a tank on the ground that is ready to fight, neither protected nor reloading. */
    int put(int seat, int x, int y, int angle) {
        return put(seat, TankType.MEDIUM, x, y, angle);
    }

    int put(int seat, TankType type, int x, int y, int angle) {
        int id = world.seat(seat, false, type);
        world.tanks().alive[seat] = 1;
        world.tanks().hitPoints[seat] = world.tankRules(seat).hitPoints();
        world.tanks().x[seat] = x;
        world.tanks().y[seat] = y;
        world.tanks().hull[seat] = angle;
        world.tanks().turret[seat] = angle;
        world.inputs().aim[seat] = angle;
        return id;
    }

    void drive(int seat, int throttle, int turn) {
        world.inputs().set(seat, throttle, turn, world.inputs().aim[seat], false, 0);
    }

    void fire(int seat) {
        world.inputs().set(seat, 0, 0, world.inputs().aim[seat], true, 0);
    }

    /** Asks for a kind of shell, hands off everything else. */
    void load(int seat, ShellKind kind, boolean isFiring) {
        world.inputs().set(seat, 0, 0, world.inputs().aim[seat], isFiring, kind.ability());
    }

    void step() {
        step.run();
    }

    void step(int ticks) {
        for (int i = 0; i < ticks; i++) {
            step();
        }
    }

    /** How many events of this kind the last step had. */
    int count(int type) {
        Events events = world.events();
        int count = 0;
        for (int i = 0; i < events.count(); i++) {
            count += events.type(i) == type ? 1 : 0;
        }
        return count;
    }

    int x(int seat) {
        return world.tanks().x[seat];
    }

    int y(int seat) {
        return world.tanks().y[seat];
    }
}
