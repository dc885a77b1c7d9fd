package dev.tankfleet.game.rules;

import org.jspecify.annotations.Nullable;

/** The types of tanks; a world keeps them by their number. */
public enum TankType {
    /** Quick and thin. */
    LIGHT(0, "light"),
    /** What a player drives who asks for nothing else. */
    MEDIUM(1, "medium"),
    /** Slow and thick. */
    HEAVY(2, "heavy");

    private static final TankType[] ALL = values();

    private final int number;
    private final String word;

    TankType(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** Its place in all lists of types, from 0. */
    public int number() {
        return number;
    }

    /** The name that clients say and see. */
    public String word() {
        return word;
    }

    /** The type with this number. */
    public static TankType of(int number) {
        return ALL[number];
    }

    /** The type of this name; null when there is none. */
    public static @Nullable TankType named(String word) {
        for (TankType type : ALL) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return null;
    }
}
