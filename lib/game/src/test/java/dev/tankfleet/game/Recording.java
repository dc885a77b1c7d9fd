package dev.tankfleet.game;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;

import java.util.Random;

/**
 * A match, of a mode and on a map that the seed picks, whose people come, drive at random and leave
 * as a seed says; a test starts it in a second JVM too.
 */
final class Recording {

    private final Simulation simulation;
    private final Random random;
    private final int seats;

    Recording(int seed) {
        Rules rules = Rules.all().get(Math.floorMod(seed, Rules.all().size()));
        int pick = seed / Rules.all().size();
        simulation = Simulation.create(Simulation.mapFor(rules.mode(), pick), rules, seed);
        seats = rules.mode().seats();
        random = new Random(seed);
    }

    /** Prints one hash per seed, for the seeds from 0 to below the first argument. */
    public static void main(String[] arguments) {
        int seeds = Integer.parseInt(arguments[0]);
        int ticks = Integer.parseInt(arguments[1]);
        for (int seed = 0; seed < seeds; seed++) {
            System.out.println(new Recording(seed).play(ticks).hash());
        }
    }

    Simulation play(int ticks) {
        for (int i = 0; i < ticks; i++) {
            comeAndGo();
            driveAtRandom();
            simulation.step();
        }
        return simulation;
    }

    private void comeAndGo() {
        if (random.nextInt(40) == 0) {
            int seat = simulation.seatForPerson();
            if (seat >= 0) {
                simulation.seatPerson(seat, TankType.of(random.nextInt(3)));
            }
        }
        if (random.nextInt(60) == 0) {
            simulation.vacate(random.nextInt(seats));
        }
        simulation.balanceBots();
    }

    private void driveAtRandom() {
        for (int seat = 0; seat < seats; seat++) {
            boolean isPerson =
                    simulation.view().tanks().isTaken(seat)
                            && !simulation.view().tanks().isBot(seat);
            if (isPerson && random.nextInt(5) == 0) {
                simulation.input(
                        seat,
                        random.nextInt(-1_000, 1_001),
                        random.nextInt(-1_000, 1_001),
                        random.nextInt(65_536),
                        random.nextBoolean(),
                        random.nextInt(4));
            }
        }
    }
}
