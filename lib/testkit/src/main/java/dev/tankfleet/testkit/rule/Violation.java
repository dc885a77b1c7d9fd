package dev.tankfleet.testkit.rule;

/**
 * A place where a rule is broken.
 *
 * @param place {@code file:line}, relative to the module
 * @param advice what is wrong there and what to do
 */
public record Violation(String place, String advice) {
    /** A violation in a line of a source file, counted from 1. */
    public static Violation at(SourceFile file, long line, String advice) {
        return new Violation(file.path() + ":" + line, advice);
    }

    @Override
    public String toString() {
        return place + ": " + advice;
    }
}
