package dev.tankfleet.auth.token;

import java.time.Duration;
import java.util.UUID;

/**
 * What a player holds after a login.
 *
 * @param userId whom the tokens speak for
 * @param accessToken JWT for {@code Authorization: Bearer}
 * @param refreshToken gets the next pair, once
 * @param accessLife life of the access token from now
 */
public record TokenPair(UUID userId, String accessToken, String refreshToken, Duration accessLife) {
    /** Hides the tokens. */
    @Override
    public String toString() {
        return "TokenPair[" + userId + "]";
    }
}
