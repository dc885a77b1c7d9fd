package dev.tankfleet.testkit.rule;

import com.tngtech.archunit.core.domain.Dependency;

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

    /** A violation at the line of a dependency between classes. */
    public static Violation at(Dependency dependency, String advice) {
        var line = Math.max(1, dependency.getSourceCodeLocation().getLineNumber());
        return new Violation(
                WrittenClasses.fileOf(dependency.getOriginClass()) + ":" + line, advice);
    }

    @Override
    public String toString() {
        return place + ": " + advice;
    }
}
