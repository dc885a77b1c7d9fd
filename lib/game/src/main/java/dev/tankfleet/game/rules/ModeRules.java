package dev.tankfleet.game.rules;

/**
 * How a match goes and when it ends.
 *
 * @param id the name of the mode in requests and status, as {@code free_for_all}
 * @param seats tanks at most, 1 to 64
 * @param ticksMax length of the match
 * @param killsMax kills of one tank that end the match early
 * @param openTicksMin a seat is open to newcomers only while this much of the match remains
 * @param botsFillTo bots take seats until this many tanks drive, and leave as people come
 * @param scorePerHit points for a hit
 * @param scorePerKill points for a kill, beside those of the hit
 */
public record ModeRules(
        String id,
        int seats,
        int ticksMax,
        int killsMax,
        int openTicksMin,
        int botsFillTo,
        int scorePerHit,
        int scorePerKill) {

    private static final int SEATS_MAX = 64;

    public ModeRules {
        Check.that(seats >= 1 && seats <= SEATS_MAX, "seats", seats, "1 to 64");
        Check.positive("ticksMax", ticksMax);
        Check.positive("killsMax", killsMax);
        Check.notNegative("openTicksMin", openTicksMin);
        Check.that(botsFillTo >= 0 && botsFillTo <= seats, "botsFillTo", botsFillTo, "0 to seats");
        Check.notNegative("scorePerHit", scorePerHit);
        Check.notNegative("scorePerKill", scorePerKill);
    }

    /** Whether enough of the match remains at this tick for somebody new. */
    public boolean isOpenAt(int tick) {
        return ticksMax - tick >= openTicksMin;
    }

    /** How many bots drive beside this many people. */
    public int botsBeside(int people) {
        return Math.max(0, botsFillTo - people);
    }
}
