package dev.tankfleet.agones.conformance.behaviour;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One thing that Agones does, on the method that tries it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Says {
    /** What it does, in a sentence. */
    String value();

    /**
     * Where that is said: a file of Agones' repository, a page of its documentation, an issue, or
     * {@code seen} for what was observed on 1.60.0.
     */
    String source();
}
