package dev.tankfleet.service.wire;

import io.micronaut.http.HttpStatus;

/**
 * What can go wrong with a request; each service has an enum of its own beside {@link
 * CommonProblem}.
 */
public interface ProblemKind {
    /**
     * Name of the constant; in lower case it is the {@code code} of the answer and never changes.
     */
    String name();

    /** Status of the answer. */
    HttpStatus status();

    /** What it means, the same each time. */
    String title();
}
