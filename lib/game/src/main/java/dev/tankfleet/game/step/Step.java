package dev.tankfleet.game.step;

import dev.tankfleet.game.world.World;

/**
 * Moves a world on by one tick; a duty cycle of the match's thread that allocates nothing.
 *
 * <p>The stages run for all tanks before the next stage begins, and within a stage every tank sees
 * the same picture: no seat has an advantage from its number.
 */
public final class Step {

    private final World world;
    private final Listening listening;
    private final Spawning spawning;
    private final Driving driving;
    private final Gunnery gunnery;
    private final Flight flight;
    private final Ending ending;

    private Step(World world) {
        this.world = world;
        listening = new Listening(world);
        spawning = new Spawning(world);
        driving = new Driving(world);
        gunnery = new Gunnery(world);
        flight = new Flight(world, new Damage(world));
        ending = Ending.of(world);
    }

    /** The rules at work on this world. */
    public static Step create(World world) {
        return new Step(world);
    }

    /** One tick. */
    public void run() {
        world.beginTick();
        listening.run();
        spawning.run();
        driving.run();
        gunnery.run();
        flight.run();
        ending.run();
    }

    /**
     * Only the part of a tick that moves tanks, for a client that goes ahead of its server; the
     * world's tick stays what it is.
     */
    public void drive() {
        driving.run();
    }
}
