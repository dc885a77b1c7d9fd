package dev.tankfleet.local.demo;

import dev.tankfleet.process.config.Check;

/**
 * How a demo runs.
 *
 * @param players players who find a match at the same moment, 1 … {@value #PLAYERS_MAX}; the first of them keeps still
 * @param seconds time that they drive, {@value #SECONDS_MIN} … {@value #SECONDS_MAX}
 * @param isStrict whether fewer than 25 states a second are a failure
 */
public record DemoPlan(int players, int seconds, boolean isStrict) {
    public static final int PLAYERS_MAX = 48;
    public static final int SECONDS_MIN = 6;
    public static final int SECONDS_MAX = 120;

    public DemoPlan {
        Check.that(players >= 1 && players <= PLAYERS_MAX, "players", players, "1 … " + PLAYERS_MAX);
        Check.that(
                seconds >= SECONDS_MIN && seconds <= SECONDS_MAX,
                "seconds",
                seconds,
                SECONDS_MIN + " … " + SECONDS_MAX);
    }
}
