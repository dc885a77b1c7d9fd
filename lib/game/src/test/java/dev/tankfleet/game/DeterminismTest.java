package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

final class DeterminismTest {

    private static final int SEEDS = 8;
    private static final int TICKS = 600;
    private static final int CHILD_TIMEOUT_SECONDS = 120;

    /** The interpreter computes each instruction as it is written; the compiler rearranges them. */
    @Test
    void comesToTheSameHashesInAnInterpretedJvm() throws IOException, InterruptedException {
        List<String> here = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            here.add(String.valueOf(new Recording(seed).play(TICKS).hash()));
        }

        assertThat(childHashes("-Xint")).isEqualTo(here);
    }

    @Test
    void comesToTwoHundredHashesFromTwoHundredSeeds() {
        Set<Integer> hashes = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            hashes.add(new Recording(seed).play(60).hash());
        }

        assertThat(hashes).hasSize(200);
    }

    @Test
    void leadsSeedsApartBeforeAnythingHasHappened() {
        Set<Integer> hashes = new HashSet<>();
        for (int seed = -100; seed < 100; seed++) {
            hashes.add(new Recording(seed).play(0).hash());
        }

        assertThat(hashes).hasSize(200);
    }

    @Test
    void changesTheHashWithAnyOneValueOfTheState() {
        Simulation simulation = new Recording(1).play(TICKS);
        int hash = simulation.hash();
        int[] state = new int[simulation.stateInts()];
        simulation.save(state, 0);

        for (int i = 0; i < state.length; i++) {
            int value = state[i];
            for (int changed : new int[] {value + 1, value - 1, ~value, value ^ 0x8000_0000}) {
                state[i] = changed;
                simulation.restore(state, 0);
                assertThat(simulation.hash()).as("int %d: %d", i, changed).isNotEqualTo(hash);
            }
            state[i] = value;
        }
        simulation.restore(state, 0);
        assertThat(simulation.hash()).isEqualTo(hash);
        assertThat(state.length).isGreaterThan(500);
    }

    private static List<String> childHashes(String option)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                option,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Recording.class.getName(),
                                String.valueOf(SEEDS),
                                String.valueOf(TICKS))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (Stream<String> lines = child.inputReader(StandardCharsets.UTF_8).lines()) {
            List<String> hashes = lines.toList();
            assertThat(child.waitFor(CHILD_TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
            return hashes;
        } finally {
            child.destroyForcibly();
        }
    }
}
