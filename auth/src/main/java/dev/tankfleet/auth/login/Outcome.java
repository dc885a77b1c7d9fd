package dev.tankfleet.auth.login;

import java.time.Duration;

/**
 * What came of knocking at the door.
 *
 * @param <T> what the welcome get
 */
public sealed interface Outcome<T> {
    /**
     * Come in.
     *
     * @param value what was asked for
     * @param <T> its type
     */
    record Welcome<T>(T value) implements Outcome<T> {}

    /**
     * Not like this.
     *
     * @param why the reason, as far as it may be told
     * @param <T> what the welcome would have got
     */
    record Refused<T>(Refusal why) implements Outcome<T> {}

    /** Why somebody is not let in. */
    sealed interface Refusal {
        /** The username breaks the rule. */
        record UnusableUsername() implements Refusal {}

        /**
         * The password breaks a rule.
         *
         * @param rule in words
         */
        record UnusablePassword(String rule) implements Refusal {}

        /** Another account has the username. */
        record UsernameTaken() implements Refusal {}

        /**
         * No such account, or another password: which of them is not told, neither in words nor by
         * the time it takes.
         */
        record WrongCredentials() implements Refusal {}

        /**
         * Too many attempts.
         *
         * @param retryAfter when the next one is worth it
         */
        record TooManyAttempts(Duration retryAfter) implements Refusal {}

        /**
         * Too many others are knocking.
         *
         * @param retryAfter when to come again
         */
        record Busy(Duration retryAfter) implements Refusal {}
    }
}
