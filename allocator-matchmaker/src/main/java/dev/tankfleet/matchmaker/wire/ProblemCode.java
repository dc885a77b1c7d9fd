package dev.tankfleet.matchmaker.wire;

import io.micronaut.http.HttpStatus;

import java.util.Locale;

/**
 * All that can go wrong with a request. The lower-case name is the {@code code} of the answer and
 * never changes.
 */
enum ProblemCode {
    MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is not the JSON object that is expected"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid HTTP for this resource"),
    BAD_IDEMPOTENCY_KEY(
            HttpStatus.BAD_REQUEST, "Idempotency-Key is not 1 to 128 visible characters"),
    MISSING_TOKEN(HttpStatus.UNAUTHORIZED, "An access token is needed"),
    INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "The access token is not valid"),
    TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "The access token has expired"),
    NOT_YOUR_USER_ID(HttpStatus.FORBIDDEN, "The access token speaks for another user_id"),
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "Pages of this origin may not call"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    UNKNOWN_TICKET(HttpStatus.NOT_FOUND, "There is no such ticket, or its time is over"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This resource has no such method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "This resource has no such representation"),
    FIND_IN_PROGRESS(HttpStatus.CONFLICT, "Another find of this player has not come to an end"),
    BODY_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body is larger than 16 KiB"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),
    UNKNOWN_MODE(HttpStatus.UNPROCESSABLE_ENTITY, "There is no such game mode"),
    UNKNOWN_REGION(HttpStatus.UNPROCESSABLE_ENTITY, "There is no such region"),
    KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "The Idempotency-Key was used with another body"),
    TOO_MANY_FINDS(HttpStatus.TOO_MANY_REQUESTS, "Too many finds of this player"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests at once"),
    NO_SERVER(HttpStatus.SERVICE_UNAVAILABLE, "No game server serves this now"),
    ALL_FULL(HttpStatus.SERVICE_UNAVAILABLE, "All game servers are full"),
    SERVERS_SILENT(
            HttpStatus.SERVICE_UNAVAILABLE, "Game servers were asked and none took the player"),
    KEYS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Tokens cannot be checked now"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached");

    private final HttpStatus status;
    private final String title;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
