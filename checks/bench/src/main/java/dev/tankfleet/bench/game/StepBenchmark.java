package dev.tankfleet.bench.game;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * A match of 16 tanks that never ends; state of one JMH thread.
 *
 * <p>Goal: a step takes at most 50 µs and allocates nothing, whoever drives.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {

    private static final int SEATS = 16;

    /** How many of the tanks are driven by bots; the others get a new input each tick. */
    @Param({"0", "8", "16"})
    private int bots;

    /** The mode and its first map. */
    @Param({"free_for_all", "pve_heist"})
    private String mode = "free_for_all";

    // Made anew for each mode.
    private Simulation simulation = matchOf(mode);
    private int[] checkpoint = new int[simulation.stateInts()];
    private int tick;

    /** Seats everybody. */
    @Setup
    public void seatAll() {
        simulation = matchOf(mode);
        checkpoint = new int[simulation.stateInts()];
        for (int seat = 0; seat < SEATS; seat++) {
            if (seat < bots) {
                simulation.seatBot(seat);
            } else {
                simulation.seatPerson(seat, TankType.of(seat % 3));
            }
        }
    }

    /** The inputs of all people, and one step. */
    @Benchmark
    public int step() {
        tick++;
        for (int seat = bots; seat < SEATS; seat++) {
            int turn = (tick + seat * 37) % 200 * 10 - 1_000;
            simulation.input(seat, 1_000, turn, tick * 97 + seat * 4_000, true, 0);
        }
        simulation.step();
        return simulation.view().events().count();
    }

    /** A checkpoint for a standby. */
    @Benchmark
    public int[] save() {
        simulation.save(checkpoint, 0);
        return checkpoint;
    }

    /** The hash that two worlds are compared by. */
    @Benchmark
    public int hash() {
        return simulation.hash();
    }

    private static Simulation matchOf(String mode) {
        Rules rules = endless(mode);
        return Simulation.create(Simulation.mapFor(rules.mode(), 0), rules, 1);
    }

    private static Rules endless(String mode) {
        Rules rules =
                Rules.all().stream()
                        .filter(one -> one.mode().id().equals(mode))
                        .findFirst()
                        .orElseThrow();
        Goal endless =
                switch (rules.mode().goal()) {
                    case Goal.Kills _ -> new Goal.Kills(Integer.MAX_VALUE);
                    case Goal.Heist heist ->
                            new Goal.Heist(
                                    heist.holdTicks(),
                                    heist.fallPerTick(),
                                    heist.escapePermille(),
                                    Integer.MAX_VALUE,
                                    heist.friendlyFirePermille());
                };
        return rules.with(rules.mode().endingBy(Integer.MAX_VALUE, endless));
    }
}
