package dev.tankfleet.auth.token;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where sessions are kept. Called on request threads; every call has the deadline of the database
 * connection.
 */
public interface SessionStore {
    /**
     * Adds a session, ends the player's least recently used ones above a number, and removes a few
     * that have expired.
     *
     * @param session the new session
     * @param sessionsMax how many the player may have, this one included
     * @param now sessions that expire before it are removed
     */
    void add(Session session, int sessionsMax, Instant now);

    /**
     * Lets one token be used, with all other uses of its session waiting, and stores what came of
     * it before it returns.
     *
     * @param sessionId the session that the token names
     * @param rule decides on the session as it is now
     * @return what came of it, or nothing if there is no such session
     */
    Optional<Session.Use> use(UUID sessionId, Function<Session, Session.Use> rule);

    /**
     * Ends a session if there is one.
     *
     * @param sessionId names the session
     */
    void end(UUID sessionId);
}
