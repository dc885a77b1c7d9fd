package dev.tankfleet.testkit.program;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test, or a class of tests, that needs a program. Where it is missing the tests are left
 * out and the run ends with one line, {@code not run: Chromium (3 tests)}; with {@code CI=true}
 * they fail instead.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ProgramCondition.class)
public @interface NeedsProgram {
    /** The program. */
    Program value();
}
