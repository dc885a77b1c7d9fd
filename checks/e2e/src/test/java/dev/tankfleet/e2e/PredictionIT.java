package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * 150 ms from the server, the own tank answers as if the server were here. Frames are counted, since
 * a machine that is busy with a whole fleet draws few of them; two are less than 50 ms on a screen.
 */
@NeedsProgram(Program.CHROMIUM)
final class PredictionIT {
    private static final Duration ONE_WAY = Duration.ofMillis(75);
    private static final double ANSWER_MAX_MS = 50;
    private static final double ROUND_TRIP_MS = 150;
    private static final double FRAMES_MAX = 2;
    private static final String ANSWERED =
            "watch.key.drawnMs !== null && watch.key.toldMs !== null";
    private static final int PRESSES = 9;
    private static final int TRIES_MAX = 30;

    @Test
    void answersAKeyWithTheNextFramesWhileTheServerIsFar(@TempDir Path folder) {
        try (var running = RunningFleet.start(folder);
                var distant = DistantPage.open(running, ONE_WAY)) {
            distant.play();
            var frames = new ArrayList<Double>();
            var drawn = new ArrayList<Double>();
            var told = new ArrayList<Double>();
            for (int i = 0; i < TRIES_MAX && told.size() < PRESSES; i++) {
                press(distant, i % 2 == 0 ? "KeyA" : "KeyD", frames, drawn, told);
            }

            assertThat(told).hasSize(PRESSES);
            assertThat(middle(frames)).as("frames: %s", frames).isLessThanOrEqualTo(FRAMES_MAX);
            assertThat(drawn).as("drawn after ms").anySatisfy(
                    ms -> assertThat(ms).isLessThan(ANSWER_MAX_MS));
            assertThat(middle(drawn)).as("drawn %s, told %s", drawn, told).isLessThan(middle(told));
            assertThat(told)
                    .as("told after ms: %s", told)
                    .allSatisfy(ms -> assertThat(ms).isGreaterThanOrEqualTo(ROUND_TRIP_MS));
            assertThat(distant.errors()).isEmpty();
        }
    }

    /** Notes the answers to one key, unless the tank was destroyed meanwhile. */
    private static void press(
            DistantPage distant,
            String key,
            List<Double> frames,
            List<Double> drawn,
            List<Double> told) {
        var keyboard = distant.page().keyboard();
        awaitRest(distant);
        keyboard.down(key);
        distant.await("!watch.told?.alive || (" + ANSWERED + ")");
        keyboard.up(key);
        if (distant.isTrue(ANSWERED)) {
            frames.add(distant.number("key.drawnFrames"));
            drawn.add(distant.number("key.drawnMs"));
            told.add(distant.number("key.toldMs"));
        }
    }

    /** Until the drawn tank and the server's are alive and agree, for a third of a second. */
    private static void awaitRest(DistantPage distant) {
        distant.await(
                """
                (() => {
                  const { ownX, ownY, ownHull } = document.getElementById("arena").dataset;
                  const agree = watch.told?.alive && Math.abs(ownX - watch.told.x) < 0.01 && Math.abs(ownY - watch.told.y) < 0.01
                    && Math.abs(ownHull - watch.told.hull) < 0.1;
                  if (!agree) window.restingMs = performance.now();
                  return performance.now() - (window.restingMs ??= performance.now()) > 333;
                })()
                """);
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
