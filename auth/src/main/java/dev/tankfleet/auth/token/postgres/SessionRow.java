package dev.tankfleet.auth.token.postgres;

import dev.tankfleet.auth.token.Session;
import dev.tankfleet.auth.token.Session.Hash;
import dev.tankfleet.auth.token.Session.Rotation;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code auth.session}; see the migration for its rules. */
@MappedEntity(value = "session", schema = "auth")
@SuppressWarnings("ArrayRecordComponent") // a row is never compared
record SessionRow(
        @Id UUID sessionId,
        UUID userId,
        @MappedProperty("current_sha256") byte[] currentSha256,
        @MappedProperty("previous_sha256") byte @Nullable [] previousSha256,
        byte @Nullable [] successorSealed,
        Instant rotatedAt,
        Instant expiresAt) {
    static SessionRow of(Session session) {
        var rotation = session.rotation();
        return new SessionRow(
                session.sessionId(),
                session.userId(),
                session.currentSha256().bytes(),
                rotation == null ? null : rotation.previousSha256().bytes(),
                rotation == null ? null : rotation.successorSealed(),
                session.rotatedAt(),
                session.expiresAt());
    }

    Session toSession() {
        var rotation =
                previousSha256 == null || successorSealed == null
                        ? null
                        : new Rotation(new Hash(previousSha256), successorSealed);
        return new Session(sessionId, userId, new Hash(currentSha256), rotation, rotatedAt, expiresAt);
    }
}
