package dev.tankfleet.game.rules;

import java.util.List;

/**
 * Which bots take part in a mode.
 *
 * @param beside bots beside nobody
 * @param perPerson how many more (or, below zero, fewer) for each person
 * @param max bots at most
 * @param skills what they can do, dealt by seat, at least one
 * @param tanks what they drive, dealt by seat, at least one
 */
public record BotRules(
        int beside, int perPerson, int max, List<BotSkill> skills, List<TankType> tanks) {

    private static final int PER_PERSON_MAX = 8;

    public BotRules {
        skills = List.copyOf(skills);
        tanks = List.copyOf(tanks);
        Check.notNegative("beside", beside);
        Check.that(Math.abs(perPerson) <= PER_PERSON_MAX, "perPerson", perPerson, "-8 to 8");
        Check.notNegative("max", max);
        Check.positive("skills", skills.size());
        Check.positive("tanks", tanks.size());
    }

    /** How many bots drive beside this many people. */
    public int beside(int people) {
        return Math.max(0, Math.min(max, beside + perPerson * people));
    }

    /** What the bot in this seat can do. */
    public BotSkill skillOf(int seat) {
        return skills.get(seat % skills.size());
    }

    /** What the bot in this seat drives. */
    public TankType tankOf(int seat) {
        return tanks.get(seat % tanks.size());
    }
}
