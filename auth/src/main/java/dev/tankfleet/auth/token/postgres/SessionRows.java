package dev.tankfleet.auth.token.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The statements on {@code auth.session}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRows extends GenericRepository<SessionRow, UUID> {
    SessionRow save(SessionRow row);

    SessionRow update(SessionRow row);

    /** Other uses of the same session wait here until the transaction ends. */
    @Query("SELECT * FROM auth.session WHERE session_id = :sessionId FOR UPDATE")
    Optional<SessionRow> findForUpdate(UUID sessionId);

    void deleteBySessionId(UUID sessionId);

    /**
     * Serialises the logins of one player, so that two at once cannot both think themselves the
     * last allowed.
     */
    @Query("SELECT user_id FROM auth.account WHERE user_id = :userId FOR UPDATE")
    Optional<UUID> lockAccount(UUID userId);

    /** Ends the least recently used sessions of a player above a number. */
    @Query(
            """
            DELETE FROM auth.session WHERE session_id IN (
                SELECT session_id FROM auth.session WHERE user_id = :userId
                ORDER BY rotated_at DESC, session_id OFFSET :sessionsMax)
            """)
    int deleteOldest(UUID userId, int sessionsMax);

    /** Removes a few expired sessions; rows that another login is removing are left to it. */
    @Query(
            """
            DELETE FROM auth.session WHERE session_id IN (
                SELECT session_id FROM auth.session WHERE expires_at <= :now
                ORDER BY expires_at LIMIT :rowsMax FOR UPDATE SKIP LOCKED)
            """)
    int deleteExpired(Instant now, int rowsMax);
}
