package dev.tankfleet.game.bot;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.map.Spawn;
import dev.tankfleet.game.rules.BotRules;
import dev.tankfleet.game.rules.BotSkill;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.BotMemory;
import dev.tankfleet.game.world.Inputs;

/**
 * One bot at the wheel, for any seat; owned by the match's thread.
 *
 * <p>It watches its target each tick, thinks some times a second, and in between does what it has
 * made up its mind to do: circle around a target in sight, else drive to where it may see one. A
 * guard goes after what it does not see only when that is near, and else keeps to its post.
 */
final class Driver {

    /** It changes the way it circles once in this many thoughts. */
    private static final int WHIM = 6;

    /** For how long it drives to one place when nobody is around. */
    private static final int PATROL_TICKS = 150;

    private final TankView tanks;
    private final WorldView view;
    private final Inputs inputs;
    private final BotMemory memory;
    private final Targets targets;
    private final Routes[] routes;
    private final Posts posts;
    private final BotRules bots;
    private final Helm helm;
    private final Gunner gunner;

    private Driver(WorldView view, Ground ground, Inputs inputs, BotMemory memory) {
        this.view = view;
        this.inputs = inputs;
        this.memory = memory;
        tanks = view.tanks();
        targets = new Targets(tanks, ground, memory);
        routes = new Routes[view.rules().tanks().size()];
        for (int type = 0; type < routes.length; type++) {
            routes[type] = Routes.create(ground, view.rules().tank(type).radiusMm());
        }
        posts = new Posts(view);
        bots = view.rules().mode().bots();
        helm = new Helm(view, ground, inputs, memory);
        gunner = new Gunner(view, inputs, memory);
    }

    static Driver create(WorldView view, Ground ground, Inputs inputs, BotMemory memory) {
        return new Driver(view, ground, inputs, memory);
    }

    /** Sets the input of this seat for the coming step. */
    void drive(int seat) {
        inputs.set(seat, 0, 0, inputs.aim[seat], false, inputs.ability[seat]);
        if (!tanks.isAlive(seat)) {
            memory.forget(seat);
            return;
        }
        targets.watch(seat);
        if (memory.pause[seat] > 0) {
            memory.pause[seat]--;
        } else {
            think(seat);
        }
        int target = tanks.seatOf(memory.target[seat]);
        if (isEngaged(seat, target)) {
            approach(seat, target);
            gunner.engage(seat, target);
        } else {
            helm.driveToGoal(seat);
            gunner.lookAhead(seat);
        }
        remember(seat, target);
    }

    /** A guard does not run after somebody whom it sees far away. */
    private boolean isEngaged(int seat, int target) {
        return memory.sight[seat] > 0
                && (!posts.isGiven()
                        || targets.isWithin(seat, target, bots.skillOf(seat).rangeMm()));
    }

    /**
     * Until it may shoot it drives on to where it was going: who turned aside as soon as the target
     * showed would lose sight of it again at once, and so on for ever.
     */
    private void approach(int seat, int target) {
        boolean isNew = memory.sight[seat] < bots.skillOf(seat).reactionTicks();
        boolean hasGoal = memory.goalX[seat] != 0 || memory.goalY[seat] != 0;
        if (isNew && hasGoal) {
            helm.driveToGoal(seat);
        } else {
            helm.circle(seat, target);
        }
    }

    private void think(int seat) {
        BotSkill skill = bots.skillOf(seat);
        memory.pause[seat] = skill.pauseMinTicks() + memory.random(seat, skill.pauseSpreadTicks());
        if (memory.circling[seat] == 0 || memory.random(seat, WHIM) == 0) {
            memory.circling[seat] = memory.random(seat, 2) == 0 ? -1 : 1;
        }
        gunner.steady(seat);
        int target = targets.choose(seat);
        if (target < 0) {
            patrol(seat);
        } else if (isEngaged(seat, target)) {
            gunner.load(seat, target);
        } else if (posts.isGiven() && !targets.isWithin(seat, target, skill.chaseMm())) {
            patrol(seat);
        } else {
            driveTowards(seat, tanks.x(target), tanks.y(target));
        }
    }

    /** A guard walks its post; without one it drives from one spawn to another. */
    private void patrol(int seat) {
        int stage = view.tick() / PATROL_TICKS + seat;
        if (posts.isGiven()) {
            driveTowards(seat, posts.x(stage), posts.y(stage));
            return;
        }
        Spawn spawn = view.map().spawns().get(stage % view.map().spawns().size());
        driveTowards(seat, spawn.x(), spawn.y());
    }

    private void driveTowards(int seat, int x, int y) {
        Routes ways = routes[tanks.type(seat).number()];
        ways.find(tanks.x(seat), tanks.y(seat), x, y);
        memory.goalX[seat] = ways.nextX();
        memory.goalY[seat] = ways.nextY();
    }

    private void remember(int seat, int target) {
        if (target >= 0) {
            memory.targetX[seat] = tanks.x(target);
            memory.targetY[seat] = tanks.y(target);
        }
        memory.ownX[seat] = tanks.x(seat);
        memory.ownY[seat] = tanks.y(seat);
    }

    /** The direction from a seat's tank to a point. */
    static int bearing(TankView tanks, int seat, int x, int y) {
        return Angle.of(x - tanks.x(seat), y - tanks.y(seat));
    }
}
