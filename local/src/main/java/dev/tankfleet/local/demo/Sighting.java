package dev.tankfleet.local.demo;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;

/**
 * What one player of a demo saw.
 *
 * @param matchId match that he was in
 * @param region region of it
 * @param track his tank's way
 * @param script what he commanded
 * @param acknowledged newest of his inputs that a state contained
 * @param statesPerSecond states heard
 * @param latencyNs from the sending of an input to the first state that contains it
 * @param shots shells that he fired
 * @param hits tanks that he hit
 * @param complaints what broke the contract on the way
 */
record Sighting(
        String matchId,
        String region,
        Track track,
        Script script,
        int acknowledged,
        double statesPerSecond,
        Histogram latencyNs,
        int shots,
        int hits,
        List<String> complaints) {
    private static final double STRICT_STATES_PER_SECOND = 25;
    private static final double MOVED_MIN_METRES = 1;
    private static final double STILL_MAX_METRES = 0.01;

    /**
     * Along a wall a tank slides, and others push it out of its way, the longer the machine stands
     * still between two inputs. A tank that heeds no hull goes astray in five steps of six.
     */
    private static final double ASIDE_MAX_SHARE = 0.6;

    /** A tank that heeds no command goes against it in every other step. */
    private static final double AGAINST_MAX_SHARE = 0.3;

    /** What this player has to say against the fleet; empty if all went well. */
    List<String> failures(boolean isStrict) {
        var failures = new ArrayList<>(complaints);
        check(failures, track.states() > 0, "no states");
        check(
                failures,
                track.ticksNotRising() == 0,
                track.ticksNotRising() + " states without a later tick");
        check(
                failures,
                track.inputsNotRising() == 0,
                track.inputsNotRising() + " states with an older last_input_seq");
        check(failures, acknowledged > 0, "no state contains an input");
        check(
                failures,
                track.stillMetres() <= STILL_MAX_METRES,
                "moved %.2f m without input".formatted(track.stillMetres()));
        if (script.isIdle()) {
            check(
                    failures,
                    track.metres() <= STILL_MAX_METRES,
                    "idle, but moved %.2f m".formatted(track.metres()));
        } else {
            check(
                    failures,
                    track.metres() >= MOVED_MIN_METRES,
                    "moved only %.2f m".formatted(track.metres()));
            check(
                    failures,
                    track.stepsAside() <= ASIDE_MAX_SHARE * track.steps(),
                    track.stepsAside() + " of " + track.steps() + " steps not along the hull");
            check(
                    failures,
                    track.stepsAgainstCommand() <= AGAINST_MAX_SHARE * track.settledSteps(),
                    track.stepsAgainstCommand()
                            + " of "
                            + track.settledSteps()
                            + " steps against the command");
        }
        check(
                failures,
                !isStrict || statesPerSecond >= STRICT_STATES_PER_SECOND,
                "%.1f states/s (expected: >= 25)".formatted(statesPerSecond));
        return failures;
    }

    private static void check(List<String> failures, boolean ok, String failure) {
        if (!ok) {
            failures.add(failure);
        }
    }
}
