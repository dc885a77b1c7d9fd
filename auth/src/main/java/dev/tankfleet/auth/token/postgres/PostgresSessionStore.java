package dev.tankfleet.auth.token.postgres;

import dev.tankfleet.auth.token.Session;
import dev.tankfleet.auth.token.Session.Use;
import dev.tankfleet.auth.token.SessionStore;

import io.micronaut.transaction.annotation.Transactional;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps sessions in PostgreSQL; without state of its own, shared by request threads. The row lock
 * makes uses of one session follow each other, on whichever replica they arrive.
 */
@Singleton
class PostgresSessionStore implements SessionStore {
    /** Each login clears away more than it adds, so expired rows cannot pile up. */
    private static final int EXPIRED_PER_LOGIN_MAX = 10;

    private final SessionRows rows;

    PostgresSessionStore(SessionRows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public void add(Session session, int sessionsMax, Instant now) {
        rows.lockAccount(session.userId());
        rows.save(SessionRow.of(session));
        rows.deleteOldest(session.userId(), sessionsMax);
        rows.deleteExpired(now, EXPIRED_PER_LOGIN_MAX);
    }

    @Override
    @Transactional
    public Optional<Use> use(UUID sessionId, Function<Session, Use> rule) {
        return rows.findForUpdate(sessionId).map(row -> apply(row.toSession(), rule));
    }

    @Override
    public void end(UUID sessionId) {
        rows.deleteBySessionId(sessionId);
    }

    private Use apply(Session session, Function<Session, Use> rule) {
        var use = rule.apply(session);
        switch (use) {
            case Use.Rotated(var next, _) -> rows.update(SessionRow.of(next));
            case Use.Repeated _ -> {}
            case Use.Reused _, Use.Expired _ -> rows.deleteBySessionId(session.sessionId());
        }
        return use;
    }
}
