package dev.tankfleet.auth.login;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How often somebody may try to get in. An allowance of {@code n} per window is spent one by one
 * and grows back evenly over the window, so nobody is locked out for long. Allowances live in the
 * memory of one process.
 *
 * @param passwordLengthMin fewest code points of a new password, 8 to 64. 8 is the least for a game
 *     account behind the allowances below; 15 is advised where an account is worth more
 * @param accountFailures failed logins per account and {@code accountWindow}, at least 1
 * @param accountWindow more than zero
 * @param sourceFailures failed logins per source address and {@code sourceWindow}, at least 1
 * @param sourceWindow more than zero
 * @param sourceRegistrations new accounts per source address and {@code sourceWindow}, at least 1
 * @param sourceGuests new guests per source address and {@code sourceWindow}, at least 1
 */
public record LoginConfig(
        @Default("8") int passwordLengthMin,
        @Default("10") int accountFailures,
        @Default("1h") Duration accountWindow,
        @Default("20") int sourceFailures,
        @Default("10m") Duration sourceWindow,
        @Default("60") int sourceRegistrations,
        @Default("120") int sourceGuests) {
    /** Everything as by default. */
    public static final LoginConfig DEFAULT =
            new LoginConfig(8, 10, Duration.ofHours(1), 20, Duration.ofMinutes(10), 60, 120);

    private static final int PASSWORD_MIN_LOWEST = 8;
    private static final int PASSWORD_MIN_HIGHEST = 64;

    /** Checks each rule. */
    public LoginConfig {
        Check.that(
                passwordLengthMin >= PASSWORD_MIN_LOWEST
                        && passwordLengthMin <= PASSWORD_MIN_HIGHEST,
                "passwordLengthMin",
                passwordLengthMin,
                "8 to 64");
        Check.that(accountFailures >= 1, "accountFailures", accountFailures, ">= 1");
        Check.that(accountWindow.isPositive(), "accountWindow", accountWindow, "> 0");
        Check.that(sourceFailures >= 1, "sourceFailures", sourceFailures, ">= 1");
        Check.that(sourceWindow.isPositive(), "sourceWindow", sourceWindow, "> 0");
        Check.that(sourceRegistrations >= 1, "sourceRegistrations", sourceRegistrations, ">= 1");
        Check.that(sourceGuests >= 1, "sourceGuests", sourceGuests, ">= 1");
    }
}
