package dev.tankfleet.game;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;

/**
 * Tells a process before it is ready whether it plays the same game as all others.
 *
 * <p>A full match of bots is stepped flat out; it uses every rule, and its hash must be the one
 * that this jar names. For any thread; takes some ms.
 */
public final class SelfCheck {

    /** Steps that are checked. */
    public static final int TICKS = 300;

    /**
     * The hash after {@link #TICKS} steps. Whoever changes what tanks do changes this number too,
     * and with it the name of the rules: clients and standbys of the old game are told apart.
     */
    public static final int EXPECTED_HASH = 0x6039_5DA3;

    private static final int SEED = 20;

    private SelfCheck() {}

    /** The hash that this machine comes to; equal to {@link #EXPECTED_HASH} if all is well. */
    public static int run() {
        Simulation simulation = Simulation.create(Maps.crossfire(), Rules.freeForAll(), SEED);
        for (int seat = 0; seat < simulation.view().tanks().seats(); seat++) {
            simulation.seatBot(seat);
        }
        for (int i = 0; i < TICKS; i++) {
            simulation.step();
        }
        return simulation.hash();
    }
}
