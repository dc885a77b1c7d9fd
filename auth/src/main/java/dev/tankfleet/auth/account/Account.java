package dev.tankfleet.auth.account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * One player.
 *
 * @param userId names the player everywhere, for ever
 * @param username as the player wrote it
 * @param passwordHash in PHC string form, or null for a guest, who has no password
 * @param createdAt when the player came
 */
public record Account(
        UUID userId, Username username, @Nullable String passwordHash, Instant createdAt) {
    /** Hides the password hash. */
    @Override
    public String toString() {
        return "Account[" + userId + ", " + username + "]";
    }
}
