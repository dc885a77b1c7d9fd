package dev.tankfleet.auth.token.postgres;

import dev.tankfleet.auth.token.Session;
import dev.tankfleet.auth.token.Session.Hash;
import dev.tankfleet.auth.token.Session.Rotation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code auth.session}; see the migration for its rules. */
@MappedEntity(value = "session", schema = "auth")
@SuppressWarnings("ArrayRecordComponent") // a row is never compared
record SessionRow(
        @Id UUID sessionId,
        UUID userId,
        @MappedProperty("current_sha256") byte[] currentSha256,
        @MappedProperty("previous_sha256") byte[] previousSha256,
        byte[] successorSealed,
        Instant rotatedAt,
        Instant expiresAt) {
    private static final byte[] NONE = {};

    static SessionRow of(Session session) {
        var rotation = session.rotation();
        return new SessionRow(
                session.sessionId(),
                session.userId(),
                session.currentSha256().bytes(),
                rotation == null ? NONE : rotation.previousSha256().bytes(),
                rotation == null ? NONE : rotation.successorSealed(),
                session.rotatedAt(),
                session.expiresAt());
    }

    Session toSession() {
        var rotation =
                previousSha256.length == 0
                        ? null
                        : new Rotation(new Hash(previousSha256), successorSealed);
        return new Session(
                sessionId, userId, new Hash(currentSha256), rotation, rotatedAt, expiresAt);
    }
}
