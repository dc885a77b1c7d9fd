package dev.tankfleet.local.demo;

/**
 * How a demo runs.
 *
 * @param players players who find a match at the same moment, 1 … {@value #PLAYERS_MAX}; the first
 *     of them keeps still
 * @param seconds time that they drive, {@value #SECONDS_MIN} … {@value #SECONDS_MAX}
 * @param isStrict whether fewer than 25 states a second are a failure
 */
public record DemoPlan(int players, int seconds, boolean isStrict) {
    public static final int PLAYERS_MAX = 48;
    public static final int SECONDS_MIN = 6;
    public static final int SECONDS_MAX = 120;

    public DemoPlan {
        require("--players", players, 1, PLAYERS_MAX);
        require("--seconds", seconds, SECONDS_MIN, SECONDS_MAX);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new Unplayable(name + ": " + value + " (expected: " + min + " … " + max + ")");
        }
    }

    /** A plan that cannot be played. */
    public static final class Unplayable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unplayable(String message) {
            super(message);
        }
    }
}
