package dev.tankfleet.auth.account.postgres;

import dev.tankfleet.auth.account.Account;
import dev.tankfleet.auth.account.Username;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code auth.account}; see the migration for its rules. */
@MappedEntity(value = "account", schema = "auth")
record AccountRow(
        @Id UUID userId,
        String username,
        String usernameKey,
        @Nullable String passwordHash,
        Instant createdAt) {
    Account toAccount() {
        return new Account(userId, new Username(username), passwordHash, createdAt);
    }
}
