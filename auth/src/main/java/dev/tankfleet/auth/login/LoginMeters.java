package dev.tankfleet.auth.login;

import dev.tankfleet.auth.login.Outcome.Refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Locale;
import java.util.concurrent.Callable;

/** The meters of this feature; shared by request threads. */
final class LoginMeters {
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
    }

    <T> Callable<T> timed(Callable<T> hash) {
        return hashing.wrap(hash);
    }

    <T> Outcome<T> count(Door door, Outcome<T> outcome) {
        Counter.builder("auth.login.outcomes")
                .description("Attempts to get in, by door and outcome")
                .tag("door", door.name().toLowerCase(Locale.ROOT))
                .tag("outcome", nameOf(outcome))
                .register(registry)
                .increment();
        return outcome;
    }

    private static String nameOf(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Welcome<?> _ -> "welcome";
            case Outcome.Refused<?>(var why) ->
                    switch (why) {
                        case Refusal.UnusableUsername _ -> "unusable_username";
                        case Refusal.UnusablePassword _ -> "unusable_password";
                        case Refusal.UsernameTaken _ -> "username_taken";
                        case Refusal.WrongCredentials _ -> "wrong_credentials";
                        case Refusal.TooManyAttempts _ -> "too_many_attempts";
                        case Refusal.Busy _ -> "busy";
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
