package dev.tankfleet.game.rules;

import java.util.List;

/**
 * How a match goes and when it ends.
 *
 * @param id the name of the mode in requests and status, as {@code free_for_all}
 * @param maps names of the maps that it is played on, at least one
 * @param seats tanks at most, bots included, 1 to 64
 * @param people seats that people may take, 1 to {@code seats}
 * @param ticksMax length of the match
 * @param openTicksMin a seat is open to newcomers only while this much of the match remains
 * @param bots who plays beside the people
 * @param spawn when destroyed tanks come back
 * @param score what earns points
 * @param goal what ends the match before its time is over
 */
public record ModeRules(
        String id,
        List<String> maps,
        int seats,
        int people,
        int ticksMax,
        int openTicksMin,
        BotRules bots,
        SpawnRules spawn,
        ScoreRules score,
        Goal goal) {

    /** The team of everybody where everyone is against everyone. */
    public static final int NO_TEAM = 0;

    /** The team of the people where they play together. */
    public static final int PEOPLE_TEAM = 1;

    /** The team of the bots where people play against them. */
    public static final int BOT_TEAM = 2;

    private static final int SEATS_MAX = 64;

    public ModeRules {
        maps = List.copyOf(maps);
        Check.positive("maps", maps.size());
        Check.that(seats >= 1 && seats <= SEATS_MAX, "seats", seats, "1 to 64");
        Check.that(people >= 1 && people <= seats, "people", people, "1 to seats");
        Check.positive("ticksMax", ticksMax);
        Check.notNegative("openTicksMin", openTicksMin);
        int bothMax = people + bots.beside(people);
        Check.that(bothMax <= seats, "people and their bots", bothMax, "at most seats");
        Check.that(bots.max() <= seats, "bots.max", bots.max(), "at most seats");
    }

    /** Whether enough of the match remains at this tick for somebody new. */
    public boolean isOpenAt(int tick) {
        return ticksMax - tick >= openTicksMin;
    }

    /** The same mode with another end. */
    public ModeRules endingBy(int otherTicksMax, Goal otherGoal) {
        return new ModeRules(
                id,
                maps,
                seats,
                people,
                otherTicksMax,
                openTicksMin,
                bots,
                spawn,
                score,
                otherGoal);
    }

    /** Whether people play against bots. */
    public boolean hasTeams() {
        return goal instanceof Goal.Heist;
    }

    /** The team of a person or a bot. */
    public int teamOf(boolean isBot) {
        if (!hasTeams()) {
            return NO_TEAM;
        }
        return isBot ? BOT_TEAM : PEOPLE_TEAM;
    }

    /**
     * When destroyed tanks come back.
     *
     * @param peopleTicks from a person's death to the return
     * @param botTicks from a bot's death to the return
     * @param protectionTicks after a spawn, while shells do no damage
     */
    public record SpawnRules(int peopleTicks, int botTicks, int protectionTicks) {

        public SpawnRules {
            Check.notNegative("peopleTicks", peopleTicks);
            Check.notNegative("botTicks", botTicks);
            Check.notNegative("protectionTicks", protectionTicks);
        }
    }

    /**
     * What earns points; nothing is earned against friends or oneself.
     *
     * @param perHit for a hit
     * @param perKill for a kill, beside that of the hit
     * @param perHeldSecond for each second of the vault's time that a tank was there for
     * @param perEscape for getting out
     */
    public record ScoreRules(int perHit, int perKill, int perHeldSecond, int perEscape) {

        public ScoreRules {
            Check.notNegative("perHit", perHit);
            Check.notNegative("perKill", perKill);
            Check.notNegative("perHeldSecond", perHeldSecond);
            Check.notNegative("perEscape", perEscape);
        }
    }
}
