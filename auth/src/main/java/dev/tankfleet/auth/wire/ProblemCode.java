package dev.tankfleet.auth.wire;

import io.micronaut.http.HttpStatus;

import java.util.Locale;

/**
 * All that can go wrong with a request. The lower-case name is the {@code code} of the answer and
 * never changes.
 */
enum ProblemCode {
    MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is not the JSON object that is expected"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid HTTP for this resource"),
    UNUSABLE_USERNAME(HttpStatus.BAD_REQUEST, "The username cannot be used"),
    UNUSABLE_PASSWORD(HttpStatus.BAD_REQUEST, "The password cannot be used"),
    MISSING_TOKEN(HttpStatus.UNAUTHORIZED, "An access token is needed"),
    INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "The access token is not valid"),
    TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "The access token has expired"),
    WRONG_CREDENTIALS(HttpStatus.UNAUTHORIZED, "Wrong username or password"),
    INVALID_REFRESH_TOKEN(HttpStatus.UNAUTHORIZED, "The refresh token is not valid"),
    REFRESH_TOKEN_REUSED(
            HttpStatus.UNAUTHORIZED, "The refresh token was used before; log in again"),
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "Pages of this origin may not call"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This resource has no such method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "This resource has no such representation"),
    USERNAME_TAKEN(HttpStatus.CONFLICT, "The username is taken"),
    BODY_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body is larger than 64 KiB"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),
    TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests at once"),
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
