package dev.tankfleet.game.rules;

/** Refuses a number that breaks a rule, with the name, the value and the rule in the message. */
final class Check {

    /** The whole, in permille. */
    static final int PERMILLE = 1_000;

    private Check() {}

    static void that(boolean holds, String name, int value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
        }
    }

    static void positive(String name, int value) {
        that(value > 0, name, value, "> 0");
    }

    static void notNegative(String name, int value) {
        that(value >= 0, name, value, ">= 0");
    }

    static void permille(String name, int value) {
        that(value >= 0 && value <= PERMILLE, name, value, "0 to 1000");
    }

    /** A share of a number, rounded down. */
    static int shareOf(int value, int permille) {
        return value * permille / PERMILLE;
    }
}
