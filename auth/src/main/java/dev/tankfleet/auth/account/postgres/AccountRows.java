package dev.tankfleet.auth.account.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The statements on {@code auth.account}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRows extends GenericRepository<AccountRow, UUID> {
    /** A taken name is an answer, not an error, so the insert itself decides who was first. */
    @Query(
            """
            INSERT INTO auth.account (user_id, username, username_key, password_hash, created_at)
            VALUES (:userId, :username, :usernameKey, :passwordHash, :createdAt)
            ON CONFLICT (username_key) DO NOTHING
            """)
    int insertIfNew(
            UUID userId,
            String username,
            String usernameKey,
            @Nullable String passwordHash,
            Instant createdAt);

    Optional<AccountRow> findByUsernameKey(String usernameKey);

    Optional<AccountRow> findByUserId(UUID userId);
}
