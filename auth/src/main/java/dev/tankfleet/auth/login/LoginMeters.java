package dev.tankfleet.auth.login;

import dev.tankfleet.auth.login.Outcome.Refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The meters of this feature; shared by request threads. All outcomes show from the start. */
final class LoginMeters {
    private static final String WELCOME = "welcome";
    private static final String UNUSABLE_USERNAME = "unusable_username";
    private static final String UNUSABLE_PASSWORD = "unusable_password";
    private static final String USERNAME_TAKEN = "username_taken";
    private static final String WRONG_CREDENTIALS = "wrong_credentials";
    private static final String TOO_MANY_ATTEMPTS = "too_many_attempts";
    private static final String BUSY = "busy";
    private static final List<String> OUTCOMES =
            List.of(
                    WELCOME,
                    UNUSABLE_USERNAME,
                    UNUSABLE_PASSWORD,
                    USERNAME_TAKEN,
                    WRONG_CREDENTIALS,
                    TOO_MANY_ATTEMPTS,
                    BUSY);

    private final MeterRegistry registry;
    private final Timer hashing;

    LoginMeters(MeterRegistry registry, HashingPool pool) {
        this.registry = registry;
        this.hashing =
                Timer.builder("auth.login.hashing")
                        .description("Time for one password hash, without the wait for a thread")
                        .register(registry);
        Gauge.builder("auth.login.hashing.waiting", pool, HashingPool::waiting)
                .description("Password hashes that wait for a thread")
                .register(registry);
        for (var door : Door.values()) {
            OUTCOMES.forEach(outcome -> attempts(door, outcome));
        }
    }

    <T> Callable<T> timed(Callable<T> hash) {
        return hashing.wrap(hash);
    }

    <T> Outcome<T> count(Door door, Outcome<T> outcome) {
        attempts(door, nameOf(outcome)).increment();
        return outcome;
    }

    private Counter attempts(Door door, String outcome) {
        return Counter.builder("auth.login.outcomes")
                .description("Attempts to get in, by door and outcome")
                .tag("door", door.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome)
                .register(registry);
    }

    private static String nameOf(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Welcome<?> _ -> WELCOME;
            case Outcome.Refused<?>(var why) ->
                    switch (why) {
                        case Refusal.UnusableUsername _ -> UNUSABLE_USERNAME;
                        case Refusal.UnusablePassword _ -> UNUSABLE_PASSWORD;
                        case Refusal.UsernameTaken _ -> USERNAME_TAKEN;
                        case Refusal.WrongCredentials _ -> WRONG_CREDENTIALS;
                        case Refusal.TooManyAttempts _ -> TOO_MANY_ATTEMPTS;
                        case Refusal.Busy _ -> BUSY;
                    };
        };
    }

    /** The ways in. */
    enum Door {
        REGISTER,
        LOGIN,
        GUEST
    }
}
