package dev.tankfleet.game.rules;

/**
 * The kinds of shells; a world keeps them by their number, which is also the {@code ability} of the
 * input that asks for one.
 */
public enum ShellKind {
    /** Armour piercing: fast, hits what it strikes and nothing else. */
    AP(0, "ap"),
    /** High explosive: slower, hurts all around, cares little for armour. */
    HE(1, "he");

    private static final ShellKind[] ALL = values();

    private final int number;
    private final String word;

    ShellKind(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** Its place in all lists of kinds, from 0. */
    public int number() {
        return number;
    }

    /** The name that clients see. */
    public String word() {
        return word;
    }

    /** The ability that loads it. */
    public int ability() {
        return number;
    }

    /** The kind with this number. */
    public static ShellKind of(int number) {
        return ALL[number];
    }

    /** The highest ability that loads anything. */
    public static int abilityMax() {
        return ALL.length - 1;
    }
}
