package dev.tankfleet.game.view;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.World;

/** A match as everybody sees it; reads the world of the match's thread, holds nothing. */
public final class WorldView {

    private final World world;
    private final TankView tanks;
    private final ShellView shells;
    private final ObjectiveView objective;

    private WorldView(World world) {
        this.world = world;
        tanks = new TankView(world);
        shells = new ShellView(world.shells());
        objective = new ObjectiveView(world);
    }

    /** What can be seen of this world, now and after each step. */
    public static WorldView create(World world) {
        return new WorldView(world);
    }

    /** Where the match is played. */
    public GameMap map() {
        return world.map();
    }

    /** By which numbers. */
    public Rules rules() {
        return world.rules();
    }

    /** Steps made so far; 30 make a second. */
    public int tick() {
        return world.tick();
    }

    /** The tick at which the time is over. */
    public int endsAtTick() {
        return world.rules().mode().ticksMax();
    }

    /** Where the match stands. */
    public Phase phase() {
        return switch (world.phase()) {
            case World.ENDED_BY_KILLS -> Phase.ENDED_BY_KILLS;
            case World.ENDED_BY_TIME -> Phase.ENDED_BY_TIME;
            case World.ENDED_BY_ESCAPE -> Phase.ENDED_BY_ESCAPE;
            case World.ENDED_BY_WIPE -> Phase.ENDED_BY_WIPE;
            default -> Phase.RUNNING;
        };
    }

    /** The tanks by seat. */
    public TankView tanks() {
        return tanks;
    }

    /** The shells by slot. */
    public ShellView shells() {
        return shells;
    }

    /** What the people are to reach, if the mode has such a thing. */
    public ObjectiveView objective() {
        return objective;
    }

    /** What happened in the last step; the tick of all of it is {@link #tick()}. */
    public Events events() {
        return world.events();
    }
}
