package dev.tankfleet.auth.wire;

import dev.tankfleet.auth.account.Account;
import dev.tankfleet.auth.token.TokenPair;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.util.UUID;

/** The bodies that clients get. */
final class Answers {
    private Answers() {}

    /**
     * A new account.
     *
     * @param userId names the player
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Registered(UUID userId) {}

    /**
     * An open session.
     *
     * @param userId names the player
     * @param accessToken for {@code Authorization: Bearer}
     * @param refreshToken gets the next answer like this, once
     * @param tokenType always {@code Bearer}
     * @param expiresIn life of the access token in seconds
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record LoggedIn(
            UUID userId,
            String accessToken,
            String refreshToken,
            String tokenType,
            long expiresIn) {
        static LoggedIn of(TokenPair pair) {
            return new LoggedIn(
                    pair.userId(),
                    pair.accessToken(),
                    pair.refreshToken(),
                    "Bearer",
                    pair.accessLife().toSeconds());
        }
    }

    /**
     * Who the caller is.
     *
     * @param userId names the player
     * @param username as chosen
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Me(UUID userId, String username) {
        static Me of(Account account) {
            return new Me(account.userId(), account.username().text());
        }
    }
}
