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
 * 150 ms from the server, the own tank answers as if the server were here: at the latest with the
 * first frame that begins a step after the key, which at 60 frames a second is within 50 ms. What a
 * machine that is busy with a whole fleet takes to draw a frame is not counted against it; a key
 * during which the page or the server stood still is pressed again.
 */
@NeedsProgram(Program.CHROMIUM)
final class PredictionIT {
    private static final Duration ONE_WAY = Duration.ofMillis(75);
    private static final double ANSWER_MAX_MS = 50;
    private static final double ROUND_TRIP_MS = 150;
    private static final int PRESSES = 5;
    private static final int TRIES_MAX = 60;
    private static final double FRAME_MAX_MS = 100;
    private static final double TOLD_MAX_MS = 600;
    private static final String ANSWERED =
            "[watch.key.drawnMs, watch.key.toldMs, watch.key.dueFrame].every(n => n !== null)";

    /**
     * What came of one key.
     *
     * @param frame of the page's frames since the key, the one in which the tank answered
     * @param dueFrame the first that began a step after the key
     * @param drawnMs from the key to the answer
     * @param toldMs from the key to the server's state that tells of it
     * @param longestFrameMs of the frames until the tank had answered and had to
     */
    private record Answer(
            double frame, double dueFrame, double drawnMs, double toldMs, double longestFrameMs) {

        boolean isPrompt() {
            return frame <= dueFrame;
        }

        /**
         * Whether page and server ran all the while, and nobody else moved the tank: who does not
         * hear of the server for as long as inputs are held has nothing to foresee by, and what is
         * told before a round trip is over was the work of a shell or of another tank.
         */
        boolean isOfACalmMoment() {
            return longestFrameMs < FRAME_MAX_MS && toldMs >= ROUND_TRIP_MS && toldMs < TOLD_MAX_MS;
        }
    }

    @Test
    void answersAKeyAtOnceWhileTheServerIsFar(@TempDir Path folder) {
        try (var running = RunningFleet.inOneJvm(folder);
                var distant = DistantPage.open(running, ONE_WAY)) {
            distant.play();
            var answers = new ArrayList<Answer>();
            for (int i = 0; i < TRIES_MAX && !isEnough(answers); i++) {
                press(distant, i % 2 == 0 ? "KeyA" : "KeyD", answers);
            }

            var prompt = answers.stream().filter(Answer::isPrompt).toList();
            assertThat(prompt).hasSizeGreaterThanOrEqualTo(PRESSES);
            // A server that stood still before a key leaves nothing to foresee by.
            assertThat(answers).hasSizeLessThanOrEqualTo(2 * prompt.size());
            assertThat(prompt).anySatisfy(a -> assertThat(a.drawnMs()).isLessThan(ANSWER_MAX_MS));
            assertThat(distant.errors()).isEmpty();
        }
    }

    /** A machine that is busy is tried for longer. */
    private static boolean isEnough(List<Answer> answers) {
        return answers.stream().filter(Answer::isPrompt).count() >= PRESSES
                && answers.stream().anyMatch(answer -> answer.drawnMs() < ANSWER_MAX_MS);
    }

    /** Notes the answer to one key, unless the tank was destroyed or the machine stood still. */
    private static void press(DistantPage distant, String key, List<Answer> answers) {
        var keyboard = distant.page().keyboard();
        awaitRest(distant);
        keyboard.down(key);
        distant.await("!watch.told?.alive || (" + ANSWERED + ")");
        keyboard.up(key);
        if (!distant.isTrue(ANSWERED)) {
            return;
        }
        var answer =
                new Answer(
                        distant.number("key.drawnFrame"),
                        distant.number("key.dueFrame"),
                        distant.number("key.drawnMs"),
                        distant.number("key.toldMs"),
                        distant.number("key.longestFrameMs"));
        if (answer.isOfACalmMoment()) {
            answers.add(answer);
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
}
