package dev.tankfleet.game;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.map.Spawn;
import dev.tankfleet.game.map.Wall;
import dev.tankfleet.game.map.Zone;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.rules.TankType;

import java.util.List;

/**
 * Tells a process before it is ready whether it plays the same games as all others.
 *
 * <p>A full match of bots and a heist are stepped flat out; they use every rule, and their hash
 * must be the one that this jar names. For any thread; takes some ms.
 */
public final class SelfCheck {

    /** Steps of the match of bots. */
    public static final int TICKS = 300;

    /** Steps of the heist: long enough to hold the vault and to get out. */
    public static final int HEIST_TICKS = 750;

    /**
     * The hash after all steps. Whoever changes what tanks do changes this number too, and with it
     * the name of the rules: clients and standbys of the old game are told apart.
     */
    public static final int EXPECTED_HASH = 0xC819_861D;

    private static final int SEED = 20;
    private static final int PEOPLE = 4;
    private static final int FULL = 1_000;
    private static final int SWAP_TICKS = 90;

    private SelfCheck() {}

    /** The hash that this machine comes to; equal to {@link #EXPECTED_HASH} if all is well. */
    public static int run() {
        return Integer.rotateLeft(runBots(), 1) ^ runHeist().hash();
    }

    private static int runBots() {
        Simulation simulation = Simulation.create(Maps.crossfire(), Rules.freeForAll(), SEED);
        for (int seat = 0; seat < simulation.view().tanks().seats(); seat++) {
            simulation.seatBot(seat);
        }
        for (int i = 0; i < TICKS; i++) {
            simulation.step();
        }
        return simulation.hash();
    }

    /**
     * People who enter in the vault, shoot at what comes and change their shells; then they drive
     * on to the exit.
     */
    static Simulation runHeist() {
        Simulation simulation = Simulation.create(closeVault(), Rules.heist(), SEED);
        for (int seat = 0; seat < PEOPLE; seat++) {
            simulation.seatPerson(seat, TankType.of(seat % 3));
        }
        simulation.balanceBots();
        for (int i = 0; i < HEIST_TICKS; i++) {
            boolean isLeaving = simulation.view().objective().heldPermille() == FULL;
            int shell = i / SWAP_TICKS % 2 == 0 ? ShellKind.AP.ability() : ShellKind.HE.ability();
            for (int seat = 0; seat < PEOPLE; seat++) {
                simulation.input(seat, isLeaving ? FULL : 0, 0, seat * 600, true, shell);
            }
            simulation.step();
        }
        return simulation;
    }

    /** 40 m x 24 m: a vault where people enter, the exit beyond, and guards in the far corner. */
    private static GameMap closeVault() {
        return new GameMap(
                "self_check",
                40_000,
                24_000,
                List.of(new Wall(24_000, 14_000, 1_000, 6_000)),
                List.of(
                        new Spawn(3_000, 3_000, 0, false),
                        new Spawn(3_000, 8_000, 0, false),
                        new Spawn(3_000, 13_000, 0, false),
                        new Spawn(3_000, 18_000, 0, false),
                        new Spawn(36_000, 20_000, 0, true),
                        new Spawn(36_000, 15_000, 0, true)),
                List.of(
                        new Zone(Zone.Kind.VAULT, 1_000, 1_000, 6_000, 20_000),
                        new Zone(Zone.Kind.EXIT, 14_000, 1_000, 6_000, 22_000)));
    }
}
